package io.memorydblocal.api.billing;

import io.memorydblocal.api.billing.BudgetShapes.Budget;
import io.memorydblocal.api.billing.BudgetShapes.BudgetRequest;
import io.memorydblocal.api.billing.BudgetShapes.ListBudgetsRequest;
import io.memorydblocal.api.billing.BudgetShapes.ListBudgetsResponse;
import io.memorydblocal.api.billing.BudgetShapes.PutBudgetRequest;
import io.memorydblocal.api.operation.Caller;
import io.memorydblocal.api.rest.FromRequest;
import io.memorydblocal.api.rest.RestResource;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Budgets as REST resources. The path names the budget, whatever the body says. */
@RestResource
@RequestMapping(path = "/v1/billing/budgets", produces = MediaType.APPLICATION_JSON_VALUE)
class BudgetController {

  private final BudgetOperations budgets;

  BudgetController(BudgetOperations budgets) {
    this.budgets = budgets;
  }

  @GetMapping("")
  @Operation(summary = "All budgets of the account, by name")
  ListBudgetsResponse listBudgets(
      @FromRequest ListBudgetsRequest request, @AuthenticationPrincipal Caller caller) {
    return budgets.listBudgets(request, caller);
  }

  @GetMapping("/{name}")
  @Operation(summary = "A budget, what was spent this month, and which thresholds were reached")
  Budget budget(@FromRequest BudgetRequest request, @AuthenticationPrincipal Caller caller) {
    return budgets.budget(request, caller);
  }

  @PutMapping("/{name}")
  @Operation(
      summary = "Sets a budget, in place of another with the name",
      description = "A threshold that is reached already is told within minutes.")
  Budget putBudget(@FromRequest PutBudgetRequest request, @AuthenticationPrincipal Caller caller) {
    return budgets.putBudget(request, caller);
  }

  @DeleteMapping("/{name}")
  @Operation(summary = "Ends a budget")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void deleteBudget(@FromRequest BudgetRequest request, @AuthenticationPrincipal Caller caller) {
    budgets.deleteBudget(request, caller);
  }
}
