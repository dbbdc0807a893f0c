package io.memorydblocal.provisioning.reconcile;

import java.time.Duration;

/**
 * Something to be done again and again that belongs to no resource. Of several control planes over
 * one database one does it at a time; what a crash interrupts is done again.
 */
public interface RecurringWork {

  /** Names the work, in the database too: it must never change. */
  String name();

  /** How long to wait after it was done. It is also done once after every start. */
  Duration period();

  /** Does it, in a transaction of its own. Done twice, it changes nothing the second time. */
  void run();
}
