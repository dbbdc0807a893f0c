package io.memorydblocal.junit.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.memorydblocal.junit.MemoryDbCluster;
import io.memorydblocal.junit.MemoryDbLocal;
import io.memorydblocal.junit.RunningCluster;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** An application as Spring Boot configures it; it ends before its cluster does. */
@MemoryDbLocal
@SpringBootTest
@DirtiesContext
public class SpringDataRedisExample {

  @MemoryDbCluster(accessString = "on ~* +@all")
  static RunningCluster cluster;

  @DynamicPropertySource
  static void redis(DynamicPropertyRegistry properties) {
    properties.add("spring.data.redis.cluster.nodes", () -> cluster.address());
    properties.add("spring.data.redis.username", () -> cluster.user());
    properties.add("spring.data.redis.password", () -> cluster.password());
    properties.add("spring.data.redis.ssl.bundle", () -> "memorydb");
    properties.add(
        "spring.ssl.bundle.pem.memorydb.truststore.certificate",
        () -> cluster.caCertificateFile().toUri());
  }

  @SpringBootApplication
  static class Application {}

  @Test
  void reachesTheCluster(@Autowired StringRedisTemplate redis) {
    redis.opsForValue().set("greeting", "hello");

    assertThat(redis.opsForValue().get("greeting")).isEqualTo("hello");
  }
}
