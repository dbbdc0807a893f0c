package io.memorydblocal.billing.metering;

import static org.assertj.core.api.Assertions.assertThat;

import io.memorydblocal.billing.metering.UsageEvent.Kind;
import io.memorydblocal.provisioning.Scope;
import io.memorydblocal.provisioning.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class UsageJournalIT {

  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
  private static final Scope SCOPE = new Scope("000000000000", "us-east-1");

  private final UUID node = UUID.randomUUID();
  private JdbcClient jdbc;
  private UsageJournal journal;

  @BeforeEach
  void migrate() {
    TestDatabase.Location database = TestDatabase.fresh();
    DriverManagerDataSource source =
        new DriverManagerDataSource(database.url(), database.user(), database.password());
    Flyway.configure().dataSource(source).locations("classpath:db/migrations").load().migrate();
    jdbc = JdbcClient.create(source);
    journal = new UsageJournal(jdbc);
  }

  @Test
  void metersANodeFromItsStartToItsStop() {
    journal.tell(started(node, NOON));
    journal.tell(stopped(node, NOON.plusSeconds(90)));

    assertThat(used(node)).containsExactly(Duration.ofSeconds(90));
  }

  @Test
  void countsAnEventThatComesTwiceOnce() {
    journal.tell(started(node, NOON));
    journal.tell(started(node, NOON));
    journal.tell(stopped(node, NOON.plusSeconds(90)));
    journal.tell(stopped(node, NOON.plusSeconds(99)));

    assertThat(used(node)).containsExactly(Duration.ofSeconds(90));
  }

  @Test
  void neverMetersLessThanNothingWhenTheClockGoesBack() {
    journal.tell(started(node, NOON));
    journal.tell(stopped(node, NOON.minusSeconds(1)));

    assertThat(used(node)).containsExactly(Duration.ZERO);
  }

  @Test
  void stopsOnlyTheNodeThatStopped() {
    UUID other = UUID.randomUUID();
    journal.tell(started(node, NOON));
    journal.tell(started(other, NOON));
    journal.tell(stopped(other, NOON.plusSeconds(1)));

    assertThat(
            jdbc.sql("select node_id from usage_interval where stopped_at is null")
                .query(UUID.class)
                .list())
        .containsExactly(node);
  }

  @Test
  void metersTheSameWhenItIsToldOfTheStopFirst() {
    journal.tell(stopped(node, NOON.plusSeconds(90)));
    journal.tell(started(node, NOON));

    assertThat(used(node)).containsExactly(Duration.ofSeconds(90));
  }

  @Test
  void beginsANewRunWithAnotherTypeAndGoesOnWithOtherTags() {
    journal.tell(started(node, NOON));
    journal.tellTags(SCOPE, "demo", Map.of("team", "a"), NOON.plusSeconds(10));
    journal.tell(event(node, Kind.CHANGED, NOON.plusSeconds(30), "db.t4g.medium", null));
    journal.tell(stopped(node, NOON.plusSeconds(90)));

    assertThat(
            jdbc.sql(
                    """
                    select node_type || ' ' || tags || ' ' || extract(epoch from stopped_at - started_at)
                      || ' ' || extract(epoch from started_at - run_started_at)
                    from usage_interval order by started_at
                    """)
                .query(String.class)
                .list())
        .containsExactly(
            "db.t4g.small {} 10.000000 0.000000",
            "db.t4g.small {\"team\": \"a\"} 20.000000 10.000000",
            "db.t4g.medium {\"team\": \"a\"} 60.000000 0.000000");
  }

  @Test
  void hasDaysAddedUpAgainThatItHearsOfLate() {
    jdbc.sql("update usage_rollup set until = '2026-02-01T05:00Z'").update();

    journal.tell(started(node, NOON));

    assertThat(
            jdbc.sql("select until from usage_rollup")
                .query(OffsetDateTime.class)
                .single()
                .toInstant())
        .isEqualTo(Instant.parse("2026-01-02T00:00:00Z"));
  }

  private List<Duration> used(UUID id) {
    return jdbc.sql("select started_at, stopped_at from usage_interval where node_id = ?")
        .param(id)
        .query(
            (row, number) ->
                Duration.between(
                    row.getObject(1, OffsetDateTime.class), row.getObject(2, OffsetDateTime.class)))
        .list();
  }

  private static UsageEvent started(UUID id, Instant at) {
    return event(id, Kind.STARTED, at, "db.t4g.small", Map.of());
  }

  private static UsageEvent stopped(UUID id, Instant at) {
    return event(id, Kind.STOPPED, at, null, null);
  }

  private static UsageEvent event(
      UUID id,
      Kind kind,
      Instant at,
      @Nullable String nodeType,
      @Nullable Map<String, @Nullable String> tags) {
    return new UsageEvent(
        id,
        kind,
        at,
        SCOPE,
        "demo",
        "0001",
        "demo-0001-001",
        nodeType,
        nodeType == null ? null : "redis",
        tags);
  }
}
