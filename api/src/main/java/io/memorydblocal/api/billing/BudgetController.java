package io.memorydblocal.api.billing;

import io.memorydblocal.api.billing.BudgetShapes.Budget;
import io.memorydblocal.api.billing.BudgetShapes.BudgetRequest;
import io.memorydblocal.api.billing.BudgetShapes.ListBudgetsRequest;
import io.memorydblocal.api.billing.BudgetShapes.ListBudgetsResponse;
import io.memorydblocal.api.billing.BudgetShapes.PutBudgetRequest;
import io.memorydblocal.api.operation.Caller;
import io.memorydblocal.api.rest.RestResource;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Budgets as REST resources. The path names the budget, whatever the body says. */
@RestResource
@RequestMapping("/v1/billing/budgets")
class BudgetController {

  private final BudgetOperations budgets;

  BudgetController(BudgetOperations budgets) {
    this.budgets = budgets;
  }

  @GetMapping("")
  ListBudgetsResponse list(@AuthenticationPrincipal Caller caller) {
    return budgets.listBudgets(new ListBudgetsRequest(), caller);
  }

  @GetMapping("/{name}")
  Budget get(@PathVariable("name") String name, @AuthenticationPrincipal Caller caller) {
    return budgets.budget(new BudgetRequest(name), caller);
  }

  @PutMapping("/{name}")
  Budget put(
      @PathVariable("name") String name,
      @RequestBody PutBudgetRequest request,
      @AuthenticationPrincipal Caller caller) {
    return budgets.putBudget(
        new PutBudgetRequest(name, request.monthlyLimit(), request.thresholds(), request.tag()),
        caller);
  }

  @DeleteMapping("/{name}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable("name") String name, @AuthenticationPrincipal Caller caller) {
    budgets.deleteBudget(new BudgetRequest(name), caller);
  }
}
