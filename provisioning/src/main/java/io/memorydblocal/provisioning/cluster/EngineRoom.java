package io.memorydblocal.provisioning.cluster;

import io.memorydblocal.dataplane.DataPlane;
import io.memorydblocal.dataplane.EngineVersion;
import io.memorydblocal.provisioning.catalog.EngineRelease;
import io.memorydblocal.provisioning.catalog.EngineVersions;
import org.springframework.stereotype.Component;

/** What users may know of the engines behind their clusters. */
@Component
public class EngineRoom {

  private final DataPlane dataPlane;
  private final EngineVersions engineVersions;

  EngineRoom(DataPlane dataPlane, EngineVersions engineVersions) {
    this.dataPlane = dataPlane;
    this.engineVersions = engineVersions;
  }

  /** The certificate that signs those of all nodes, as PEM. */
  public String caCertificate() {
    return dataPlane.caCertificate();
  }

  /** The binary that serves clusters which ask for no particular engine, in words. */
  public String standardEngine() {
    EngineRelease release = engineVersions.require(null, null);
    return dataPlane
        .binaryFor(new EngineVersion(release.engine(), release.engineVersion()))
        .toString();
  }
}
