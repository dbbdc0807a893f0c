package io.memorydblocal.provisioning.reconcile;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Knows how resources of one kind come to be what they should be. */
public interface Reconciler<T extends Reconcilable> {

  /** Names the kind, in the database too: it must never change. */
  String name();

  /** The resource, whole, so that steps can read it outside of a transaction. */
  Optional<T> find(UUID id);

  /** Stores a resource that a change was applied to, or deletes it when the change ended it. */
  void save(T resource);

  /** What has to be done, in this order. Reading the list is reading what the product does. */
  List<Step<T>> steps();

  /**
   * Called in a transaction when the steps could not be done: something threw, or what was waited
   * for did not happen.
   *
   * @param reason in words for a user
   * @param attempts how often in a row, this time included
   */
  void failed(T resource, String reason, int attempts);

  /** How often to look at a settled resource although nobody asked; empty for never. */
  default Optional<Duration> resync() {
    return Optional.empty();
  }
}
