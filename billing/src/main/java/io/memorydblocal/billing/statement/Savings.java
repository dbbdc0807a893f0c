package io.memorydblocal.billing.statement;

import io.memorydblocal.billing.pricing.PriceCatalogue;
import io.memorydblocal.billing.pricing.PriceCatalogues;
import io.memorydblocal.billing.usage.Period;
import io.memorydblocal.provisioning.MemoryDbException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What isn't paid for clusters because they are stopped. */
@Component
public class Savings {

  private final JdbcClient jdbc;
  private final PriceCatalogues catalogues;

  Savings(JdbcClient jdbc, PriceCatalogues catalogues) {
    this.jdbc = jdbc;
    this.catalogues = catalogues;
  }

  private record Pause(String region, int nodes, String nodeType, String engine, Period period) {}

  /**
   * What a cluster's nodes would have cost on demand, in US dollars, in the whole hours of a period
   * in which it was stopped. Hours that are begun and paid for aren't saved.
   *
   * @throws MemoryDbException InvalidParameterValueException when there is no price for its nodes
   */
  public BigDecimal of(UUID clusterId, Period period) {
    PriceCatalogue prices = catalogues.current();
    return jdbc
        .sql(
            """
            select region, nodes, node_type, engine, started_at,
              coalesce(stopped_at, greatest(:until, started_at)) as stopped_at
            from cluster_pause
            where cluster_id = :cluster and started_at < :until
              and coalesce(stopped_at, 'infinity') > :from
            """)
        .param("cluster", clusterId)
        .param("from", period.from().atOffset(ZoneOffset.UTC))
        .param("until", period.until().atOffset(ZoneOffset.UTC))
        .query(
            (row, number) ->
                new Pause(
                    row.getString("region"),
                    row.getInt("nodes"),
                    row.getString("node_type"),
                    row.getString("engine"),
                    new Period(
                            row.getTimestamp("started_at").toInstant(),
                            row.getTimestamp("stopped_at").toInstant())
                        .within(period)))
        .stream()
        .map(pause -> saved(pause, prices))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal saved(Pause pause, PriceCatalogue prices) {
    Period period = pause.period();
    long hours = Duration.between(period.from(), period.until()).toHours();
    return prices
        .nodeHour(pause.region(), pause.nodeType(), pause.engine(), period.day())
        .usd()
        .multiply(BigDecimal.valueOf(hours * pause.nodes()));
  }
}
