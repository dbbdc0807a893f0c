package io.memorydblocal.provisioning.reconcile;

import java.time.Duration;
import java.util.function.Consumer;

/** What came of a step. */
public sealed interface StepResult<T> {

  /** Desired and observed agree as far as this step is concerned. */
  record Done<T>() implements StepResult<T> {}

  /**
   * Something happened that has to be recorded.
   *
   * @param change applied to the resource in a transaction, unless the resource changed in the
   *     meantime: then the steps find out anew what happened
   */
  record Changed<T>(Consumer<T> change) implements StepResult<T> {}

  /**
   * Something has to happen by itself first.
   *
   * @param awaited what is waited for, in words for a user
   * @param delay after which to look again
   */
  record Again<T>(String awaited, Duration delay) implements StepResult<T> {}

  /** Nothing to do, or done and nothing to record. */
  static <T> StepResult<T> done() {
    return new Done<>();
  }

  /** Done, with something to record. */
  static <T> StepResult<T> changed(Consumer<T> change) {
    return new Changed<>(change);
  }

  /** Not done yet. */
  static <T> StepResult<T> again(String awaited, Duration delay) {
    return new Again<>(awaited, delay);
  }
}
