package io.memorydblocal.provisioning.reconcile;

/**
 * Names a control plane among those over the same database.
 *
 * @param value the same at its next start, so that it can take up what it left
 */
public record ControlPlaneId(String value) {}
