package io.memorydblocal.billing.budget;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The budgets of all accounts, and which thresholds were reached. */
@Component
@Transactional
public class Budgets {

  private final JdbcClient jdbc;
  private final Clock clock;

  Budgets(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** The budgets of an account, by name. */
  public List<Budget> of(String accountId) {
    return jdbc.sql("select * from budget where account_id = ? order by name")
        .param(accountId)
        .query(Budgets::budget)
        .list();
  }

  /** The budget of an account with a name, if there is one. */
  public Optional<Budget> find(String accountId, String name) {
    return jdbc.sql("select * from budget where account_id = ? and name = ?")
        .params(accountId, name)
        .query(Budgets::budget)
        .optional();
  }

  /**
   * Sets a budget, in place of the one with the name if there is one. What was reached is
   * forgotten, and told again where it still holds.
   */
  public Budget put(
      String accountId,
      String name,
      BigDecimal monthlyLimit,
      List<Integer> thresholds,
      Budget.@Nullable Tag tag) {
    remove(accountId, name);
    Budget budget =
        new Budget(
            UUID.randomUUID(),
            accountId,
            name,
            monthlyLimit,
            thresholds.stream().distinct().sorted().toList(),
            tag);
    jdbc.sql(
            """
            insert into budget
              (id, account_id, name, monthly_limit, thresholds, created_at, tag_key, tag_value)
            values (?, ?, ?, ?, cast(? as int[]), ?, ?, ?)
            """)
        .params(
            budget.id(),
            accountId,
            name,
            monthlyLimit,
            budget.thresholds().stream().map(String::valueOf).toArray(String[]::new),
            utc(clock.instant()))
        .param(tag == null ? null : tag.key())
        .param(tag == null ? null : tag.value())
        .update();
    return budget;
  }

  /** Ends a budget; returns whether there was one. */
  public boolean remove(String accountId, String name) {
    return jdbc.sql("delete from budget where account_id = ? and name = ?")
            .params(accountId, name)
            .update()
        == 1;
  }

  /** What was reached of a budget, the newest first. */
  public List<BudgetAlert> alerts(Budget budget) {
    return jdbc.sql(
            """
            select month, threshold, spent, at from budget_alert where budget_id = ?
            order by month desc, threshold desc
            """)
        .param(budget.id())
        .query(
            (row, number) ->
                new BudgetAlert(
                    row.getObject("month", LocalDate.class),
                    row.getInt("threshold"),
                    row.getBigDecimal("spent"),
                    row.getObject("at", OffsetDateTime.class).toInstant()))
        .list();
  }

  List<Budget> all() {
    return jdbc.sql("select * from budget order by account_id, name").query(Budgets::budget).list();
  }

  /** Notes that a threshold was reached in a month; returns whether that is new. */
  boolean note(Budget budget, BudgetAlert alert) {
    return jdbc.sql(
                """
                insert into budget_alert (budget_id, month, threshold, spent, at)
                select id, ?, ?, ?, ? from budget where id = ?
                on conflict do nothing
                """)
            .params(alert.month(), alert.threshold(), alert.spent(), utc(alert.at()), budget.id())
            .update()
        == 1;
  }

  private static Budget budget(ResultSet row, int number) throws SQLException {
    String tagKey = row.getString("tag_key");
    return new Budget(
        row.getObject("id", UUID.class),
        row.getString("account_id"),
        row.getString("name"),
        row.getBigDecimal("monthly_limit"),
        Arrays.asList((Integer[]) row.getArray("thresholds").getArray()),
        tagKey == null ? null : new Budget.Tag(tagKey, row.getString("tag_value")));
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
