package io.memorydblocal.api.server;

import io.memorydblocal.api.database.Database;
import io.memorydblocal.api.server.HeadStart.Resources;
import io.memorydblocal.provisioning.reconcile.ControlPlaneId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Hands out what had a {@link HeadStart}. */
@Configuration(proxyBeanMethods = false)
class ServerConfiguration {

  @Bean(destroyMethod = "")
  DataDirectory dataDirectory(Resources resources) {
    return resources.directory();
  }

  @Bean(destroyMethod = "")
  Database database(Resources resources) {
    return resources.database();
  }

  @Bean
  ControlPlaneId controlPlaneId(DataDirectory directory) {
    return directory.controlPlaneId();
  }
}
