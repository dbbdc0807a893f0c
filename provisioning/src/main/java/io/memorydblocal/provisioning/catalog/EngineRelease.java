package io.memorydblocal.provisioning.catalog;

import jakarta.persistence.Embeddable;

/**
 * A version of an engine that clusters may run.
 *
 * @param engine {@code redis} or {@code valkey}
 * @param engineVersion major and minor version
 * @param enginePatchVersion the full version that MemoryDB reports for it
 */
@Embeddable
public record EngineRelease(String engine, String engineVersion, String enginePatchVersion) {}
