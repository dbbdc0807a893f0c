package io.memorydblocal.provisioning;

import io.memorydblocal.dataplane.DataPlane;
import io.memorydblocal.dataplane.EngineVersion;
import io.memorydblocal.dataplane.process.ProcessDataPlane;
import io.memorydblocal.provisioning.catalog.EngineRelease;
import io.memorydblocal.provisioning.catalog.EngineVersions;
import io.memorydblocal.provisioning.catalog.ServiceUpdateProperties;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the data plane together from its properties. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
  ProvisioningProperties.class,
  DataPlaneProperties.class,
  SnapshotProperties.class,
  ServiceUpdateProperties.class
})
class ProvisioningConfiguration {

  @Bean
  DataPlane dataPlane(DataPlaneProperties properties, EngineVersions versions, Clock clock) {
    Map<EngineVersion, Path> engines = new HashMap<>();
    properties
        .engines()
        .forEach((name, path) -> engines.put(engineVersion(name, versions), Path.of(path)));
    return ProcessDataPlane.open(
        new ProcessDataPlane.Settings(
            properties.directory(),
            properties.addressBlock(),
            properties.sharedPorts(),
            engines,
            properties.searchPath()),
        clock);
  }

  private static EngineVersion engineVersion(String name, EngineVersions versions) {
    String[] parts = name.split("-", 2);
    try {
      EngineRelease release = versions.require(parts[0], parts.length == 1 ? "" : parts[1]);
      return new EngineVersion(release.engine(), release.engineVersion());
    } catch (MemoryDbException e) {
      throw new InvalidConfigurationPropertyValueException(
          "memorydb.data-plane.engines",
          name,
          "It must name an engine and version such as valkey-7.2. " + e.getMessage());
    }
  }
}
