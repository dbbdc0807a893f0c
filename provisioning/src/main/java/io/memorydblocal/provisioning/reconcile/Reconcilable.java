package io.memorydblocal.provisioning.reconcile;

import java.util.UUID;

/** A resource whose desired state is brought about after the request that asked for it. */
public interface Reconcilable {

  /** Never changes, and is never used again. */
  UUID id();

  /** Counts the changes of the resource. */
  long version();

  /** The {@link Reconciler#name} of who looks after it. */
  String reconciler();
}
