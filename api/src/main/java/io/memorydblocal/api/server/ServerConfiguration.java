package io.memorydblocal.api.server;

import io.memorydblocal.provisioning.reconcile.ControlPlaneId;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens the data directory before anything else. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ServerConfiguration.DataDirectoryProperties.class)
class ServerConfiguration {

  /**
   * What the server keeps.
   *
   * @param dataDirectory where everything is kept
   */
  @ConfigurationProperties("memorydb")
  record DataDirectoryProperties(Path dataDirectory) {}

  @Bean
  DataDirectory dataDirectory(DataDirectoryProperties properties) {
    return DataDirectory.open(properties.dataDirectory());
  }

  @Bean
  ControlPlaneId controlPlaneId(DataDirectory directory) {
    return directory.controlPlaneId();
  }
}
