package io.memorydblocal.api;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.resilience.annotation.EnableResilientMethods;

/** The server. */
@SpringBootApplication(scanBasePackages = "io.memorydblocal", proxyBeanMethods = false)
@EntityScan("io.memorydblocal")
@EnableJpaRepositories("io.memorydblocal")
@EnableResilientMethods
public class MemoryDbLocal {

  /** Starts the server; the arguments are Spring Boot's. */
  public static void main(String[] arguments) {
    SpringApplication.run(MemoryDbLocal.class, arguments);
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
