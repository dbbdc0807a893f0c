package io.memorydblocal.api.rest;

import io.memorydblocal.provisioning.Scope;
import io.memorydblocal.provisioning.reconcile.RecurringWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How requests with a key were answered, for a day. */
@Component
class IdempotentRequests implements RecurringWork {

  private static final Duration KEPT = Duration.ofDays(1);

  /** One that isn't answered by then never will be: its server died. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final JdbcClient jdbc;
  private final Clock clock;

  IdempotentRequests(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * What a request was answered.
   *
   * @param location empty without the header
   * @param mediaType empty without a body
   */
  record Answer(int status, String location, String mediaType, String body) {}

  /** What is known of a request with a key. */
  sealed interface Known {

    /** Nothing: it is the caller's to carry it out. */
    record Fresh() implements Known {}

    /** It is being carried out. */
    record Underway() implements Known {}

    /** Another had the key. */
    record Different() implements Known {}

    /** It was answered. */
    record Answered(Answer answer) implements Known {}
  }

  private record Row(boolean same, Optional<Answer> answer) {}

  /** Notes that a request is carried out, unless it is known. */
  Known begin(Scope scope, String key, byte[] fingerprint) {
    Instant now = clock.instant();
    int begun =
        jdbc.sql(
                """
                insert into idempotent_request (account_id, region, key, fingerprint, created_at)
                values (?, ?, ?, ?, ?)
                on conflict (account_id, region, key) do update set created_at = excluded.created_at
                where idempotent_request.status is null
                  and idempotent_request.fingerprint = excluded.fingerprint
                  and idempotent_request.created_at < ?
                """)
            .params(
                scope.accountId(),
                scope.region(),
                key,
                fingerprint,
                utc(now),
                utc(now.minus(PATIENCE)))
            .update();
    if (begun == 1) {
      return new Known.Fresh();
    }
    Optional<Row> row =
        jdbc.sql(
                """
                select fingerprint = ? as same, status, location, media_type, body
                from idempotent_request where account_id = ? and region = ? and key = ?
                """)
            .params(fingerprint, scope.accountId(), scope.region(), key)
            .query(
                (found, number) -> {
                  int status = found.getInt("status");
                  return new Row(
                      found.getBoolean("same"),
                      status == 0
                          ? Optional.empty()
                          : Optional.of(
                              new Answer(
                                  status,
                                  found.getString("location"),
                                  found.getString("media_type"),
                                  found.getString("body"))));
                })
            .optional();
    if (row.isPresent() && !row.get().same()) {
      return new Known.Different();
    }
    return row.flatMap(Row::answer).<Known>map(Known.Answered::new).orElseGet(Known.Underway::new);
  }

  /** Notes how a request was answered. */
  void answered(Scope scope, String key, Answer answer) {
    jdbc.sql(
            """
            update idempotent_request set status = ?, location = ?, media_type = ?, body = ?
            where account_id = ? and region = ? and key = ?
            """)
        .params(
            answer.status(),
            answer.location(),
            answer.mediaType(),
            answer.body(),
            scope.accountId(),
            scope.region(),
            key)
        .update();
  }

  /** Forgets a request that came to nothing: it may be tried again. */
  void forget(Scope scope, String key) {
    jdbc.sql("delete from idempotent_request where account_id = ? and region = ? and key = ?")
        .params(scope.accountId(), scope.region(), key)
        .update();
  }

  @Override
  public String name() {
    return "idempotent-request-retention";
  }

  @Override
  public Duration period() {
    return Duration.ofHours(1);
  }

  @Override
  public void run() {
    jdbc.sql("delete from idempotent_request where created_at < ?")
        .param(utc(clock.instant().minus(KEPT)))
        .update();
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
