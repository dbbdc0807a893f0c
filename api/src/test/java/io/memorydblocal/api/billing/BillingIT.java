package io.memorydblocal.api.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.memorydblocal.api.testing.AwsJsonClient;
import io.memorydblocal.api.testing.TestServer;
import io.memorydblocal.billing.budget.BudgetWatch;
import io.memorydblocal.billing.statement.CostPart;
import io.memorydblocal.billing.statement.CostQuery;
import io.memorydblocal.billing.statement.Costs;
import io.memorydblocal.billing.statement.Dimension;
import io.memorydblocal.billing.statement.Filter;
import io.memorydblocal.billing.usage.Granularity;
import io.memorydblocal.billing.usage.Period;
import io.memorydblocal.billing.usage.UsageRollup;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BillingIT {

  private static final Instant JANUARY = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant APRIL = Instant.parse("2026-04-01T00:00:00Z");

  private static final String TEAM_C = "{\"team\":\"c\"}";

  /** Quantities of snapshots are rounded at the twelfth digit, in every part. */
  private static final Offset<BigDecimal> ROUNDING = within(new BigDecimal("0.000001"));

  private final TestServer server = TestServer.shared();
  private final JdbcClient jdbc = server.bean(JdbcClient.class);
  private final JsonMapper json =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  @Test
  void estimatesTheDesignDocumentsExample() {
    JsonNode estimate =
        ok(
            post(
                "/v1/billing/estimates",
                """
                {"alternatives":[{"name":"design","nodeType":"db.r6g.large","numShards":2,
                  "numReplicasPerShard":2,"usdPerNodeHour":0.25},
                 {"nodeType":"db.r6g.large","engine":"valkey"}]}
                """));

    JsonNode design = estimate.at("/estimates/0");
    assertThat(design.get("nodes").asInt()).isEqualTo(6);
    assertThat(design.get("perMonth").decimalValue()).isEqualTo(new BigDecimal("1095.00"));
    assertThat(design.get("estimate").asBoolean()).isFalse();
    assertThat(design.get("reserved")).hasSize(6);
    JsonNode valkey = estimate.at("/estimates/1");
    assertThat(valkey.get("name").asString()).isEqualTo("alternative 2");
    assertThat(valkey.get("perMonth").decimalValue())
        .isEqualByComparingTo(new BigDecimal("0.2163").multiply(BigDecimal.valueOf(2 * 730)));
    assertThat(valkey.get("estimate").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"alternatives":[{"nodeType":"db.x1.large"}]} | 422 | NodeType 'db.x1.large' is not a node type
          {"alternatives":[{"nodeType":"db.r6g.large","region":"mars-1"}]} | 422 | 'mars-1' is not a Region of AWS.
          {"alternatives":[{"nodeType":"db.r6g.large","numShards":0}]} | 422 | alternatives.numShards must be at least 1.
          {"alternatives":[{"nodeType":"db.r6g.large","usdPerNodeHour":-1}]} | 422 | alternatives.usdPerNodeHour must not be less than 0.
          {"alternatives":[{"nodeType":"db.r6g.large","engine":"memcached"}]} | 422 | alternatives.engine must be redis or valkey.
          {"alternatives":[{}]} | 422 | alternatives.nodeType must be provided
          {"alternatives":[]} | 422 | alternatives must have 1 to 50 elements.
          {"alternatives":[null]} | 422 | must be provided
          {} | 422 | alternatives must be provided
          {"alternatives":[{"nodeType":"db.r6g.large","shards":2}]} | 400 | The member alternatives.[0].shards is unknown
          {"alternatives":[{"nodeType":"db.r6g.large","numShards":"many"}]} | 400 | The member alternatives.[0].numShards is unknown or has
          [] | 400 | not a JSON object
          { | 400 | not a JSON object
          """)
  void saysWhatIsWrongWithAnEstimate(String body, int status, String reason) {
    assertProblem(post("/v1/billing/estimates", body), status, reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          costs?from=2026-02-01&to=2026-01-01 | The period ends at 2026-01-01T00:00:00Z, which is not after its start
          costs?from=2026-01-01&to=2026-01-01 | which is not after its start
          costs?from=2025-01-01&to=2026-04-01 | is longer than 14 months.
          usage?from=2026-01-01&to=2026-03-01&granularity=hour | is longer than the 31 days that are served by the hour.
          costs?from=yesterday | The parameter from is 'yesterday', which is neither a day
          costs?to=2026-01-01T10:30:00Z | is not a whole hour.
          costs?from=%2B999999999-01-01 | it must be between 2020-01-01
          costs?granularity=week | The parameter granularity must be hour, day or month.
          costs?groupBy=colour | 'colour' is nothing to group or filter by. Choose one of account, region
          costs?filter=cluster | The filter 'cluster' must be a dimension, = and a value.
          costs?filter=region%3Dmars-1 | 'mars-1' is not a Region of AWS.
          costs.csv?filter=node-type%3Ddb.x | NodeType 'db.x' is not a node type
          """)
  void saysWhatIsWrongWithAQuestion(String path, String reason) {
    assertProblem(get("/v1/billing/" + path), 422, reason);
  }

  @Test
  void answersInTheWordsOfRestWhereNothingIsServedOrNobodySigned() {
    assertProblem(get("/v1/nothing"), 404, "GET /v1/nothing is not served here.");
    HttpResponse<String> unsigned =
        client().sendUnsigned("GET", "/v1/billing/costs", Map.of(), new byte[0]);
    assertProblem(unsigned, 401, "Missing Authentication Token");
    assertProblem(
        client()
            .credentials("test", "wrong")
            .send("GET", "/v1/billing/costs", Map.of(), new byte[0]),
        403,
        "signature");
  }

  @Test
  void replacesAllPricesOrNone() {
    String before = get("/v1/billing/prices").body();

    assertProblem(
        put("text/csv", "charge,region\n"),
        422,
        "The price file can't be used: line 1: there is no");
    assertProblem(put("application/json", "{}"), 422, "offerCode: it is '', not AmazonMemoryDB.");
    assertProblem(put("image/png", "x"), 415, "text/csv or application/json");
    assertThat(get("/v1/billing/prices").body()).isEqualTo(before);

    String file =
        """
        charge,region,node_type,engine,years,offering_type,upfront_usd,usd,unit,effective_from,source,status
        node,us-east-1,db.r6g.large,redis,,,,0.25,hour,,the user,verified
        """;
    try {
      assertThat(ok(put("text/csv", file)).at("/prices/0/usd").decimalValue()).isEqualTo("0.25");
      assertProblem(
          post("/v1/billing/estimates", "{\"alternatives\":[{\"nodeType\":\"db.r6g.xlarge\"}]}"),
          422,
          "There is no price for node us-east-1 db.r6g.xlarge redis on ");
    } finally {
      ok(client().send("DELETE", "/v1/billing/prices", Map.of(), new byte[0]));
    }
    assertThat(get("/v1/billing/prices").body()).isEqualTo(before);
  }

  @Test
  void makesSumsAnewAndSaysWhatHadBeenOtherwise() {
    insert("444444444444", "a", "db.r6g.large", "redis", "{}", JANUARY, JANUARY.plusSeconds(7200));
    rollUp();
    assertThat(rebuilt()).isZero();
    jdbc.sql("update usage_day set hours = hours + 1 where account_id = '444444444444'").update();

    assertThat(rebuilt()).isEqualTo(1);
    assertThat(total(costs("444444444444", Granularity.DAY)))
        .isEqualByComparingTo(new BigDecimal("0.6180"));
  }

  private long rebuilt() {
    return ok(client().send("POST", "/v1/billing/usage/rebuild", Map.of(), new byte[0]))
        .get("corrected")
        .asLong();
  }

  @Test
  void tellsEachThresholdOfABudgetOnceAMonth() {
    Instant month = Granularity.MONTH.floor(Instant.now());
    insert(
        TestServer.ACCOUNT, "spent", "db.r6g.large", "redis", TEAM_C, month, month.plusSeconds(1));
    String body =
        "{\"monthlyLimit\":0.4,\"thresholds\":[75,100],\"tag\":{\"key\":\"team\",\"value\":\"c\"}}";
    ok(budget("PUT", "team-c", body));

    server.bean(BudgetWatch.class).run();
    server.bean(BudgetWatch.class).run();

    JsonNode reached = ok(budget("GET", "team-c", ""));
    assertThat(reached.get("spent").decimalValue()).isEqualByComparingTo("0.3090");
    assertThat(reached.get("alerts")).hasSize(1);
    assertThat(reached.at("/alerts/0/threshold").asInt()).isEqualTo(75);
    assertThat(budget("DELETE", "team-c", "").statusCode()).isEqualTo(204);
    assertProblem(budget("GET", "team-c", ""), 404, "There is no budget 'team-c'.");
    assertProblem(budget("DELETE", "team-c", ""), 404, "There is no budget 'team-c'.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"monthlyLimit":-1} | monthlyLimit must be more than 0.
          {"monthlyLimit":0} | monthlyLimit must be more than 0.
          {} | monthlyLimit must be provided
          {"monthlyLimit":1,"thresholds":[]} | thresholds must have 1 to 10 elements.
          {"monthlyLimit":1,"thresholds":[0]} | thresholds must be at least 1.
          {"monthlyLimit":1,"tag":{"key":"team"}} | tag.value must be provided
          """)
  void saysWhatIsWrongWithABudget(String body, String reason) {
    assertProblem(budget("PUT", "wrong", body), 422, reason);
    assertProblem(budget("PUT", "-wrong", "{\"monthlyLimit\":1}"), 422, "name must have 1 to 100");
  }

  private HttpResponse<String> budget(String method, String name, String body) {
    return client()
        .send(
            method,
            "/v1/billing/budgets/" + name,
            Map.of("Content-Type", "application/json"),
            body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void answersAreNotLongerThanTheServerCanHold() {
    String account = "555555555555";
    for (int i = 0; i < 120; i++) {
      String cluster = "c" + i;
      insert(account, cluster, "db.t4g.small", "redis", "{}", JANUARY, APRIL);
    }
    assertThatThrownBy(() -> costs(account, Granularity.HOUR, Dimension.of(Dimension.Kind.CLUSTER)))
        .hasMessageContaining("more than 250000 groups")
        .hasMessageContaining("Ask for a shorter period");
  }

  /** Months, days and intervals must say the same, and any division the same as the whole. */
  @Test
  void countsTheSameFromWhatIsRolledUpAndFromTheIntervals() {
    String account = "222222222222";
    Random random = new Random(1);
    for (int i = 0; i < 300; i++) {
      interval(account, random);
    }
    for (int i = 0; i < 20; i++) {
      snapshot(account, random);
    }
    for (int i = 0; i < 60; i++) {
      written(account, random);
    }
    reservation(account, "r6g", 3);
    forget();
    List<CostPart> raw = costs(account, Granularity.MONTH, Dimension.ofTag("team"));
    BigDecimal total = total(raw);
    assertThat(total).isGreaterThan(BigDecimal.TEN);
    assertThat(total(costs(account, Granularity.DAY, Dimension.of(Dimension.Kind.ENGINE))))
        .isCloseTo(total, ROUNDING);

    rollUp();

    List<CostPart> rolledUp = costs(account, Granularity.MONTH, Dimension.ofTag("team"));
    assertThat(amounts(rolledUp)).isEqualTo(amounts(raw));
    assertThat(total(costs(account, Granularity.DAY, Dimension.of(Dimension.Kind.CLUSTER))))
        .isCloseTo(total, ROUNDING);
    // Something of February becomes known.
    jdbc.sql("update usage_rollup set until = '2026-02-10T00:00Z'").update();
    assertThat(amounts(costs(account, Granularity.MONTH, Dimension.ofTag("team"))))
        .isEqualTo(amounts(raw));
    BigDecimal hourly = BigDecimal.ZERO;
    for (Instant from = JANUARY; from.isBefore(APRIL); from = from.plus(Duration.ofDays(30))) {
      hourly =
          hourly.add(
              total(
                  server
                      .bean(Costs.class)
                      .of(
                          query(
                              account,
                              new Period(from, from.plus(Duration.ofDays(30))),
                              Granularity.HOUR))));
    }
    assertThat(hourly).isCloseTo(total, ROUNDING);
  }

  @Test
  void countsTheSameOnADayThatIsNotOver() {
    String account = "777777777777";
    Random random = new Random(2);
    Instant hour = Granularity.HOUR.floor(Clock.systemUTC().instant());
    for (int i = 0; i < 100; i++) {
      Instant start = hour.minus(Duration.ofMinutes(60 + random.nextInt(40 * 60)));
      Instant end = start.plus(Duration.ofMinutes(random.nextInt(20 * 60)));
      insert(
          account,
          "c" + random.nextInt(3),
          "db.t4g.small",
          "redis",
          "{}",
          start,
          end.isAfter(hour) ? hour : end);
    }
    Period period =
        new Period(
            Granularity.MONTH.floor(hour.minus(Duration.ofDays(3))), hour.plus(Duration.ofDays(1)));
    BigDecimal raw = total(account, period, Granularity.DAY);
    assertThat(raw).isPositive();

    rollUp();

    for (Granularity granularity : Granularity.values()) {
      assertThat(total(account, period, granularity))
          .as(granularity.name())
          .isEqualByComparingTo(raw);
    }
  }

  @Test
  void neverCountsTwiceWhatIsAddedUpJustNow() {
    String account = "555555555555";
    Instant hour = Granularity.HOUR.floor(Clock.systemUTC().instant());
    insert(account, "a", "db.r6g.large", "redis", "{}", hour.minus(Duration.ofDays(2)), hour);
    Period period =
        new Period(
            Granularity.MONTH.floor(hour.minus(Duration.ofDays(3))), hour.plus(Duration.ofDays(1)));
    BigDecimal total = total(account, period, Granularity.DAY);
    rollUp();
    CompletableFuture<Void> adding =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; i < 20; i++) {
                jdbc.sql("update usage_rollup set until = date_trunc('day', until, 'UTC')")
                    .update();
                rollUp();
              }
            });
    int counted = 0;
    while (!adding.isDone() || counted == 0) {
      try {
        assertThat(total(account, period, Granularity.DAY)).isEqualByComparingTo(total);
        counted++;
      } catch (ConcurrencyFailureException e) {
        assertThat(e).hasMessageContaining("added up while it was read");
      }
    }
    adding.join();
  }

  /** What was written first in a month is free with Valkey, up to ten TB. */
  @Test
  void chargesForWhatWasWritten() {
    String account = "666666666666";
    long tb = 1L << 40;
    written(account, "redis", JANUARY.plus(Duration.ofHours(1)), 1L << 30);
    written(account, "valkey", JANUARY.plus(Duration.ofDays(1)), 9 * tb);
    written(account, "valkey", JANUARY.plus(Duration.ofDays(2)), 2 * tb);
    written(account, "valkey", JANUARY.plus(Duration.ofDays(33)), tb);
    forget();

    // 1 GB at 0.20 USD; 1 of 11 TB at 0.04 USD a GB; February's TB is free again.
    BigDecimal expected =
        new BigDecimal("0.20").add(new BigDecimal("0.04").multiply(BigDecimal.valueOf(1024)));
    assertThat(total(costs(account, Granularity.MONTH))).isEqualByComparingTo(expected);
    assertThat(total(costs(account, Granularity.DAY))).isEqualByComparingTo(expected);
    Period secondDay =
        new Period(JANUARY.plus(Duration.ofDays(2)), JANUARY.plus(Duration.ofDays(3)));
    assertThat(total(account, secondDay, Granularity.HOUR))
        .as("nine TB had been written before")
        .isEqualByComparingTo(new BigDecimal("0.04").multiply(BigDecimal.valueOf(1024)));
    rollUp();
    assertThat(total(costs(account, Granularity.MONTH))).isEqualByComparingTo(expected);
    assertThat(amounts(costs(account, Granularity.MONTH, Dimension.of(Dimension.Kind.CHARGE_TYPE))))
        .anyMatch(line -> line.contains("data-written"));
  }

  private BigDecimal total(String account, Period period, Granularity granularity) {
    return total(server.bean(Costs.class).of(query(account, period, granularity)));
  }

  @Test
  void countsTheSameWithAPriceThatChangesInTheMiddleOfAMonth() {
    String account = "333333333333";
    insert(account, "a", "db.r6g.large", "redis", "{}", JANUARY, JANUARY.plus(Duration.ofDays(31)));
    rollUp();
    ok(
        put(
            "text/csv",
            """
            charge,region,node_type,engine,years,offering_type,upfront_usd,usd,unit,effective_from,source,status
            node,*,db.r6g.large,redis,,,,1,hour,,the user,verified
            node,*,db.r6g.large,redis,,,,2,hour,2026-01-11,the user,verified
            """));
    try {
      for (Granularity granularity : List.of(Granularity.DAY, Granularity.MONTH)) {
        assertThat(total(costs(account, granularity)))
            .as("10 days at 1 and 21 at 2 USD an hour")
            .isEqualByComparingTo(BigDecimal.valueOf(10 * 24 + 21 * 24 * 2));
      }
    } finally {
      ok(client().send("DELETE", "/v1/billing/prices", Map.of(), new byte[0]));
    }
  }

  @Test
  void answersCostExplorer() {
    insert(
        TestServer.ACCOUNT,
        "explored",
        "db.r6g.large",
        "valkey",
        "{\"team\":\"a\"}",
        Instant.parse("2025-02-01T00:30:00Z"),
        Instant.parse("2025-02-02T01:00:00Z"));

    JsonNode byTag =
        explore(
            "GetCostAndUsage",
            """
            {"TimePeriod":{"Start":"2025-02-01","End":"2025-02-03"},"Granularity":"DAILY",
             "Metrics":["UnblendedCost","UsageQuantity"],
             "GroupBy":[{"Type":"TAG","Key":"team"},{"Type":"DIMENSION","Key":"INSTANCE_TYPE"}],
             "Filter":{"And":[{"Dimensions":{"Key":"SERVICE","Values":["Amazon MemoryDB"]}},
               {"Not":{"Tags":{"Key":"team","Values":["b"]}}}]}}
            """);

    assertThat(byTag.at("/ResultsByTime/0/TimePeriod/End").asString()).isEqualTo("2025-02-02");
    assertThat(byTag.at("/ResultsByTime/0/Groups/0/Keys").toString())
        .isEqualTo("[\"team$a\",\"db.r6g.large\"]");
    assertThat(byTag.at("/ResultsByTime/0/Groups/0/Metrics/UsageQuantity/Amount").asString())
        .isEqualTo("24");
    assertThat(byTag.at("/ResultsByTime/1/Groups/0/Metrics/UnblendedCost/Amount").asString())
        .as("the last half hour is a whole one")
        .isEqualTo("0.2163");
    assertThat(
            explore(
                    "GetCostAndUsage",
                    """
                    {"TimePeriod":{"Start":"2025-02-01","End":"2025-03-01"},"Granularity":"MONTHLY",
                     "Metrics":["AmortizedCost"]}
                    """)
                .at("/ResultsByTime/0/Total/AmortizedCost/Amount")
                .asString())
        .isEqualTo(new BigDecimal("0.2163").multiply(BigDecimal.valueOf(25)).toPlainString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {} | Metrics must name at least one metric.
          {"Metrics":["Lunch"]} | 'Lunch' is not a metric.
          {"Metrics":["UnblendedCost"]} | TimePeriod must have a Start and an End.
          {"Metrics":["UnblendedCost"],"TimePeriod":{"Start":"2026-02-01","End":"2026-01-01"},"Granularity":"DAILY"} | Start date (and hour) should be before end date (and hour)
          {"Metrics":["UnblendedCost"],"TimePeriod":{"Start":"2025-01-01","End":"2026-04-01"},"Granularity":"DAILY"} | at most 14 months
          {"Metrics":["UnblendedCost"],"TimePeriod":{"Start":"soon","End":"2026-04-01"},"Granularity":"DAILY"} | Start 'soon' is not a day or a time.
          {"Metrics":["UnblendedCost"],"TimePeriod":{"Start":"2026-01-01","End":"2026-04-01"},"Granularity":"YEARLY"} | Granularity must be
          {"Metrics":["UnblendedCost"],"TimePeriod":{"Start":"2026-01-01","End":"2026-04-01"},"Granularity":"DAILY","GroupBy":[{"Type":"DIMENSION","Key":"COLOUR"}]} | 'COLOUR' is not a dimension
          {"Metrics":["UnblendedCost"],"TimePeriod":{"Start":"2026-01-01","End":"2026-04-01"},"Granularity":"DAILY","Filter":{}} | exactly one of
          """)
  void saysWhatIsWrongInCostExplorersWords(String body, String reason) {
    HttpResponse<String> answer = exploreRaw("GetCostAndUsage", body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json.readTree(answer.body()).get("__type").asString())
        .isEqualTo("ValidationException");
    assertThat(answer.body()).contains(reason);
  }

  @Test
  void forecastsWhatRunsUntilTheMonthEnds() {
    Instant now = Instant.now();
    Instant month = Granularity.MONTH.floor(now);
    AwsJsonClient other = client().credentials("other", "other-secret");
    insert(TestServer.OTHER_ACCOUNT, "steady", "db.r6g.large", "redis", "{}", month, null);

    JsonNode forecast = ok(other.send("GET", "/v1/billing/forecast", Map.of(), new byte[0]));

    long hours = Duration.between(month, Granularity.MONTH.next(month)).toHours();
    assertThat(forecast.get("forecast").decimalValue())
        .isEqualByComparingTo(new BigDecimal("0.3090").multiply(BigDecimal.valueOf(hours)));
    assertThat(forecast.at("/clusters/0/cluster").asString()).isEqualTo("steady");
    assertThat(forecast.get("monthToDate").decimalValue())
        .isBetween(
            new BigDecimal("0.3090")
                .multiply(BigDecimal.valueOf(Duration.between(month, now).toHours())),
            forecast.get("forecast").decimalValue());
    HttpResponse<String> table =
        other.send("GET", "/v1/billing/forecast", Map.of("Accept", "text/plain"), new byte[0]);
    assertThat(table.body())
        .containsPattern("CLUSTER +MONTH TO DATE +FORECAST\nsteady +[\\d.,]+ +[\\d.,]+\n")
        .contains("total in USD");
  }

  private void interval(String account, Random random) {
    Instant start = JANUARY.plus(Duration.ofMinutes(random.nextInt(80 * 24 * 60)));
    Instant end = start.plus(Duration.ofMinutes(random.nextInt(10 * 24 * 60)));
    insert(
        account,
        "c" + random.nextInt(5),
        List.of("db.r6g.large", "db.r6g.xlarge", "db.t4g.small").get(random.nextInt(3)),
        random.nextBoolean() ? "redis" : "valkey",
        random.nextBoolean() ? "{\"team\":\"a\"}" : "{}",
        start,
        random.nextInt(100) == 0 ? null : end);
  }

  private void insert(
      String account,
      String cluster,
      String nodeType,
      String engine,
      String tags,
      Instant start,
      @Nullable Instant end) {
    forget();
    jdbc.sql(
            """
            insert into usage_interval (node_id, started_at, stopped_at, run_started_at, account_id,
              region, cluster_name, shard_name, node_name, node_type, engine, tags)
            values (?, ?, ?, ?, ?, 'us-east-1', ?, '0001', 'n', ?, ?, cast(? as jsonb))
            """)
        .params(UUID.randomUUID(), utc(start))
        .param(end == null ? null : utc(end))
        .params(utc(start), account, cluster, nodeType, engine, tags)
        .update();
  }

  private void snapshot(String account, Random random) {
    Instant start = JANUARY.plus(Duration.ofMinutes(random.nextInt(80 * 24 * 60)));
    jdbc.sql(
            """
            insert into storage_interval values (?, ?, ?, ?, 'us-east-1', 'arn', ?, ?, '{}')
            """)
        .params(
            UUID.randomUUID(),
            utc(start),
            utc(start.plus(Duration.ofMinutes(random.nextInt(20 * 24 * 60)))),
            account,
            "c" + random.nextInt(5),
            random.nextLong(1L << 34))
        .update();
  }

  private void written(String account, Random random) {
    written(
        account,
        random.nextBoolean() ? "redis" : "valkey",
        JANUARY.plus(Duration.ofHours(random.nextInt(80 * 24))),
        random.nextLong(1L << 40));
  }

  private void written(String account, String engine, Instant hour, long bytes) {
    jdbc.sql(
            """
            insert into data_written values (?, ?, 'us-east-1', 'c1', ?, '{}', ?)
            on conflict do nothing
            """)
        .params(utc(hour), account, engine, bytes)
        .update();
  }

  private void reservation(String account, String family, int count) {
    jdbc.sql(
            """
            insert into reserved_node (id, account_id, region, reservation_id, arn, offering_id,
              node_type, duration, offering_type, fixed_price, hourly_price, node_count, started_at,
              ends_at)
            values (?, ?, 'us-east-1', 'r', ?, 'o', ?, 31536000, 'Partial Upfront', 100, 0.05, ?,
              '2026-01-10 10:20:00Z', '2026-04-10 10:20:00Z')
            """)
        .params(UUID.randomUUID(), account, "arn of " + account, "db." + family + ".large", count)
        .update();
  }

  private void forget() {
    jdbc.sql("update usage_rollup set until = '2000-01-01T00:00Z'").update();
  }

  private void rollUp() {
    new TransactionTemplate(server.bean(PlatformTransactionManager.class))
        .executeWithoutResult(transaction -> server.bean(UsageRollup.class).run());
  }

  private List<CostPart> costs(String account, Granularity granularity, Dimension... groupBy) {
    return server
        .bean(Costs.class)
        .of(query(account, new Period(JANUARY, APRIL), granularity, groupBy));
  }

  private static CostQuery query(
      String account, Period period, Granularity granularity, Dimension... groupBy) {
    return new CostQuery(account, period, granularity, List.of(groupBy), new Filter.Everything());
  }

  private static BigDecimal total(List<CostPart> parts) {
    return parts.stream().map(CostPart::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static List<String> amounts(List<CostPart> parts) {
    return parts.stream()
        .flatMap(
            part ->
                part.groups().stream()
                    .map(
                        group ->
                            "%s %s %s %s"
                                .formatted(
                                    part.period().from(),
                                    group.keys(),
                                    group.amount().setScale(6, RoundingMode.HALF_UP),
                                    group.nodeSeconds().stripTrailingZeros().toPlainString())))
        .toList();
  }

  private JsonNode explore(String operation, String body) {
    return ok(exploreRaw(operation, body));
  }

  private HttpResponse<String> exploreRaw(String operation, String body) {
    return client()
        .scope("us-east-1", "ce")
        .send(
            "POST",
            "/",
            Map.of("X-Amz-Target", "AWSInsightsIndexService." + operation),
            body.getBytes(StandardCharsets.UTF_8));
  }

  private HttpResponse<String> get(String path) {
    return client().send("GET", path, Map.of(), new byte[0]);
  }

  private HttpResponse<String> post(String path, String body) {
    return client()
        .send(
            "POST",
            path,
            Map.of("Content-Type", "application/json"),
            body.getBytes(StandardCharsets.UTF_8));
  }

  private HttpResponse<String> put(String type, String body) {
    return client()
        .send(
            "PUT",
            "/v1/billing/prices",
            Map.of("Content-Type", type),
            body.getBytes(StandardCharsets.UTF_8));
  }

  private AwsJsonClient client() {
    return new AwsJsonClient(server.endpoint());
  }

  private JsonNode ok(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json.readTree(answer.body());
  }

  private void assertProblem(HttpResponse<String> answer, int status, String reason) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonNode problem = json.readTree(answer.body());
    assertThat(problem.get("status").asInt()).isEqualTo(status);
    assertThat(problem.get("code").asString()).isNotEmpty();
    assertThat(problem.get("detail").asString()).contains(reason);
  }

  private static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
