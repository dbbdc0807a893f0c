package io.memorydblocal.api.billing;

import io.memorydblocal.api.billing.BudgetShapes.Alert;
import io.memorydblocal.api.billing.BudgetShapes.BudgetRequest;
import io.memorydblocal.api.billing.BudgetShapes.DeleteBudgetResponse;
import io.memorydblocal.api.billing.BudgetShapes.ListBudgetsRequest;
import io.memorydblocal.api.billing.BudgetShapes.ListBudgetsResponse;
import io.memorydblocal.api.billing.BudgetShapes.PutBudgetRequest;
import io.memorydblocal.api.operation.AwsException;
import io.memorydblocal.api.operation.Caller;
import io.memorydblocal.api.operation.Operations;
import io.memorydblocal.billing.budget.Budget;
import io.memorydblocal.billing.budget.BudgetWatch;
import io.memorydblocal.billing.budget.Budgets;
import jakarta.validation.Valid;
import java.util.List;
import java.util.Objects;

/** Budgets of an account. Their thresholds are told in the server's log, and kept with them. */
@Operations
public class BudgetOperations {

  private static final List<Integer> DEFAULT_THRESHOLDS = List.of(80, 100);

  private final Budgets budgets;
  private final BudgetWatch watch;

  BudgetOperations(Budgets budgets, BudgetWatch watch) {
    this.budgets = budgets;
    this.watch = watch;
  }

  /** All budgets. */
  public ListBudgetsResponse listBudgets(@Valid ListBudgetsRequest request, Caller caller) {
    return new ListBudgetsResponse(
        budgets.of(caller.accountId()).stream().map(this::describe).toList());
  }

  /** One budget. */
  public BudgetShapes.Budget budget(@Valid BudgetRequest request, Caller caller) {
    return budgets
        .find(caller.accountId(), request.name())
        .map(this::describe)
        .orElseThrow(() -> notFound(request.name()));
  }

  /** Sets a budget; what it has reached already is told within minutes. */
  public BudgetShapes.Budget putBudget(@Valid PutBudgetRequest request, Caller caller) {
    BudgetShapes.Tag tag = request.tag();
    return describe(
        budgets.put(
            caller.accountId(),
            Objects.requireNonNull(request.name()),
            request.monthlyLimit(),
            Objects.requireNonNullElse(request.thresholds(), DEFAULT_THRESHOLDS),
            tag == null ? null : new Budget.Tag(tag.key(), tag.value())));
  }

  /** Ends a budget. */
  public DeleteBudgetResponse deleteBudget(@Valid BudgetRequest request, Caller caller) {
    if (!budgets.remove(caller.accountId(), request.name())) {
      throw notFound(request.name());
    }
    return new DeleteBudgetResponse();
  }

  private static AwsException notFound(String name) {
    return new AwsException(AwsException.NOT_FOUND, "There is no budget '%s'.".formatted(name));
  }

  private BudgetShapes.Budget describe(Budget budget) {
    Budget.Tag tag = budget.tag();
    return new BudgetShapes.Budget(
        budget.name(),
        budget.monthlyLimit(),
        budget.thresholds(),
        tag == null ? null : new BudgetShapes.Tag(tag.key(), tag.value()),
        Amounts.usd(watch.spent(budget)),
        budgets.alerts(budget).stream()
            .map(
                alert ->
                    new Alert(
                        alert.month(), alert.threshold(), Amounts.usd(alert.spent()), alert.at()))
            .toList());
  }
}
