package io.memorydblocal.provisioning;

import io.memorydblocal.dataplane.DataPlane;
import io.memorydblocal.dataplane.testing.InMemoryDataPlane;
import io.memorydblocal.provisioning.catalog.ServiceUpdateProperties;
import io.memorydblocal.provisioning.reconcile.ControlPlaneId;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.env.Environment;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/** Provisioning with everything that is real but the engines. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableConfigurationProperties({
  ProvisioningProperties.class,
  ServiceUpdateProperties.class,
  SnapshotProperties.class
})
@EntityScan
@EnableJpaRepositories
@ComponentScan(
    excludeFilters =
        @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = ProvisioningConfiguration.class))
class TestControlPlane {

  /** Shared by the control planes of a test. */
  static final AtomicReference<InMemoryDataPlane> ENGINES = new AtomicReference<>();

  @Bean(destroyMethod = "")
  DataPlane dataPlane() {
    return ENGINES.get();
  }

  /** Shared too. What it says must not be later than it is: the scheduler has its own clock. */
  static final AtomicReference<Clock> CLOCK = new AtomicReference<>(Clock.systemUTC());

  @Bean
  Clock clock() {
    return new Clock() {
      @Override
      public Instant instant() {
        return CLOCK.get().instant();
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
      }
    };
  }

  @Bean
  MeterRegistry meters() {
    return new SimpleMeterRegistry();
  }

  @Bean
  ControlPlaneId controlPlaneId(Environment environment) {
    return new ControlPlaneId(environment.getRequiredProperty("test.control-plane-id"));
  }
}
