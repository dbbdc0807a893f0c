package io.memorydblocal.provisioning.reconcile;

import java.util.function.Function;

/**
 * One named piece of closing the distance between desired and observed. It acts on the difference
 * only: run again, it does nothing. It may throw; then the whole list is run again later.
 *
 * @param name in words, for the log
 * @param action given a snapshot of the resource, which it must not change
 */
public record Step<T>(String name, Function<T, StepResult<T>> action) {}
