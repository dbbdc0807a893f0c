package io.memorydblocal.provisioning.catalog;

import io.memorydblocal.provisioning.Fault;
import io.memorydblocal.provisioning.MemoryDbException;
import jakarta.persistence.Embeddable;

/**
 * A version of an engine that clusters may run.
 *
 * @param engine {@code redis} or {@code valkey}
 * @param engineVersion major and minor version
 * @param enginePatchVersion the full version that MemoryDB reports for it
 */
@Embeddable
public record EngineRelease(String engine, String engineVersion, String enginePatchVersion) {

  /**
   * Does nothing when it is as new as something needs.
   *
   * @param minimum major and minor version
   * @param needed what needs it, for the message
   * @throws MemoryDbException InvalidParameterCombinationException when it is older
   */
  public void requireAtLeast(String minimum, String needed) {
    if (minimum.compareTo(engineVersion) > 0) {
      throw new MemoryDbException(
          Fault.INVALID_PARAMETER_COMBINATION,
          "%s needs engine version %s or newer, not %s.".formatted(needed, minimum, engineVersion));
    }
  }
}
