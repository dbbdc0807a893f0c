package io.memorydblocal.billing.budget;

import io.memorydblocal.billing.statement.CostPart;
import io.memorydblocal.billing.statement.CostQuery;
import io.memorydblocal.billing.statement.Costs;
import io.memorydblocal.billing.statement.Dimension;
import io.memorydblocal.billing.statement.Filter;
import io.memorydblocal.billing.usage.Granularity;
import io.memorydblocal.billing.usage.Period;
import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.reconcile.RecurringWork;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Tells, once a month each, when thresholds of budgets are reached. */
@Component
public class BudgetWatch implements RecurringWork {

  private static final Logger LOG = LoggerFactory.getLogger(BudgetWatch.class);

  private static final BigDecimal PERCENT = BigDecimal.valueOf(100);

  private final Budgets budgets;
  private final Costs costs;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  BudgetWatch(Budgets budgets, Costs costs, ApplicationEventPublisher events, Clock clock) {
    this.budgets = budgets;
    this.costs = costs;
    this.events = events;
    this.clock = clock;
  }

  /** Published in the transaction that notes it. */
  public record BudgetThresholdReached(Budget budget, BudgetAlert alert) {}

  @Override
  public String name() {
    return "budget-watch";
  }

  @Override
  public Duration period() {
    return Duration.ofMinutes(5);
  }

  /** What can't be priced keeps only its own budget from being watched. */
  @Override
  public void run() {
    for (Budget budget : budgets.all()) {
      try {
        watch(budget);
      } catch (MemoryDbException e) {
        LOG.warn(
            "Budget {} of account {} can't be watched: {}",
            budget.name(),
            budget.accountId(),
            e.getMessage());
      }
    }
  }

  /** What a budget's account spent this month of what counts. */
  public BigDecimal spent(Budget budget) {
    Instant month = Granularity.MONTH.floor(clock.instant());
    Budget.Tag tag = budget.tag();
    return costs
        .of(
            new CostQuery(
                budget.accountId(),
                new Period(month, Granularity.MONTH.next(month)),
                Granularity.MONTH,
                List.of(),
                tag == null
                    ? new Filter.Everything()
                    : new Filter.Is(
                        Dimension.ofTag(tag.key()), Set.of(tag.value()), Filter.Match.EQUALS)))
        .stream()
        .map(CostPart::amount)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private void watch(Budget budget) {
    BigDecimal spent = spent(budget);
    Instant now = clock.instant();
    Period month = new Period(Granularity.MONTH.floor(now), now);
    for (int threshold : budget.thresholds()) {
      BigDecimal amount = budget.monthlyLimit().multiply(BigDecimal.valueOf(threshold));
      BudgetAlert alert = new BudgetAlert(month.day(), threshold, spent, now);
      if (spent.multiply(PERCENT).compareTo(amount) >= 0 && budgets.note(budget, alert)) {
        LOG.warn(
            "Budget {} of account {}: {} percent of {} USD are reached; {} USD were spent this month",
            budget.name(),
            budget.accountId(),
            threshold,
            budget.monthlyLimit().toPlainString(),
            spent.toPlainString());
        events.publishEvent(new BudgetThresholdReached(budget, alert));
      }
    }
  }
}
