package io.memorydblocal.api.billing;

import static io.memorydblocal.provisioning.Fault.INVALID_PARAMETER_VALUE;

import io.memorydblocal.provisioning.MemoryDbException;
import software.amazon.awssdk.regions.Region;

/** The Regions of AWS, as its SDK knows them. */
final class Regions {

  private Regions() {}

  /** Returns the name of a Region; any other name is an InvalidParameterValueException. */
  static String require(String name) {
    if (Region.regions().stream().noneMatch(region -> region.id().equals(name))) {
      throw new MemoryDbException(
          INVALID_PARAMETER_VALUE, "'%s' is not a Region of AWS.".formatted(name));
    }
    return name;
  }
}
