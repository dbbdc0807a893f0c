package io.memorydblocal.provisioning;

import io.memorydblocal.dataplane.DataPlane;
import io.memorydblocal.dataplane.EngineVersion;
import io.memorydblocal.dataplane.process.ProcessDataPlane;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the data plane together from its properties. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ProvisioningProperties.class, DataPlaneProperties.class})
class ProvisioningConfiguration {

  @Bean
  DataPlane dataPlane(DataPlaneProperties properties, Clock clock) {
    Map<EngineVersion, Path> engines = new HashMap<>();
    properties.engines().forEach((name, path) -> engines.put(engineVersion(name), path));
    return ProcessDataPlane.open(
        new ProcessDataPlane.Settings(
            properties.directory(),
            properties.addressBlock(),
            properties.sharedPorts(),
            engines,
            properties.searchPath()),
        clock);
  }

  private static EngineVersion engineVersion(String name) {
    int dash = name.indexOf('-');
    if (dash < 0) {
      throw new IllegalArgumentException(
          "memorydb.data-plane.engines: '%s' must be an engine and version such as valkey-7.2"
              .formatted(name));
    }
    return new EngineVersion(name.substring(0, dash), name.substring(dash + 1));
  }
}
