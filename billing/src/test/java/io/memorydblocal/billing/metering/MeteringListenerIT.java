package io.memorydblocal.billing.metering;

import static org.assertj.core.api.Assertions.assertThat;

import io.memorydblocal.provisioning.Scope;
import io.memorydblocal.provisioning.cluster.ClusterEvents.NodeStarted;
import io.memorydblocal.provisioning.cluster.ClusterEvents.NodeStopped;
import io.memorydblocal.provisioning.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class MeteringListenerIT {

  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
  private static final Scope SCOPE = new Scope("000000000000", "us-east-1");

  private final UUID node = UUID.randomUUID();
  private JdbcClient jdbc;
  private MeteringListener metering;

  @BeforeEach
  void migrate() {
    TestDatabase.Location database = TestDatabase.fresh();
    DriverManagerDataSource source =
        new DriverManagerDataSource(database.url(), database.user(), database.password());
    Flyway.configure().dataSource(source).locations("classpath:db/migrations").load().migrate();
    jdbc = JdbcClient.create(source);
    metering = new MeteringListener(jdbc);
  }

  @Test
  void metersANodeFromItsStartToItsStop() {
    metering.on(started(node, NOON));
    metering.on(stopped(node, NOON.plusSeconds(90)));

    assertThat(used(node)).containsExactly(Duration.ofSeconds(90));
  }

  @Test
  void countsAnEventThatComesTwiceOnce() {
    metering.on(started(node, NOON));
    metering.on(started(node, NOON));
    metering.on(stopped(node, NOON.plusSeconds(90)));
    metering.on(stopped(node, NOON.plusSeconds(99)));

    assertThat(used(node)).containsExactly(Duration.ofSeconds(90));
  }

  @Test
  void neverMetersLessThanNothingWhenTheClockGoesBack() {
    metering.on(started(node, NOON));
    metering.on(stopped(node, NOON.minusSeconds(1)));

    assertThat(used(node)).containsExactly(Duration.ZERO);
  }

  @Test
  void stopsOnlyTheNodeThatStopped() {
    UUID other = UUID.randomUUID();
    metering.on(started(node, NOON));
    metering.on(started(other, NOON));
    metering.on(stopped(other, NOON.plusSeconds(1)));

    assertThat(
            jdbc.sql("select node_id from usage_record where stopped_at is null")
                .query(UUID.class)
                .list())
        .containsExactly(node);
  }

  private List<Duration> used(UUID id) {
    return jdbc.sql("select started_at, stopped_at from usage_record where node_id = ?")
        .param(id)
        .query(
            (row, number) ->
                Duration.between(
                    row.getObject(1, OffsetDateTime.class), row.getObject(2, OffsetDateTime.class)))
        .list();
  }

  private static NodeStarted started(UUID id, Instant at) {
    return new NodeStarted(
        SCOPE, "demo", id, "demo-0001-001", "db.t4g.small", "redis", "us-east-1a", at);
  }

  private static NodeStopped stopped(UUID id, Instant at) {
    return new NodeStopped(SCOPE, "demo", id, "demo-0001-001", at);
  }
}
