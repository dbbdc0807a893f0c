package io.memorydblocal.api;

import io.memorydblocal.api.server.HeadStart;
import java.time.Clock;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ConfigurableApplicationContext;
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
    start(arguments);
  }

  /**
   * The same for those who want to close it too, as the JUnit extension does. Another Tomcat may be
   * in the JVM: only one could have its URL schemes, which this one doesn't need.
   */
  public static ConfigurableApplicationContext start(String... arguments) {
    TomcatURLStreamHandlerFactory.disable();
    return application().run(arguments);
  }

  /**
   * The application before it starts. Its initializer is given here, not in {@code
   * META-INF/spring.factories}: where the server's package is on another application's class path,
   * that application would look for it.
   */
  public static SpringApplicationBuilder application() {
    return new SpringApplicationBuilder(MemoryDbLocal.class)
        .main(MemoryDbLocal.class)
        .initializers(new HeadStart());
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
