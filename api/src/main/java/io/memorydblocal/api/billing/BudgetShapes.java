package io.memorydblocal.api.billing;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shapes of budgets; amounts are in US dollars. */
public final class BudgetShapes {

  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9_.-]{0,99}";
  private static final String NAME_MESSAGE =
      "must have 1 to 100 letters, digits, dots, hyphens and underscores, a letter or digit first";

  private BudgetShapes() {}

  /** Asks for all budgets. */
  public record ListBudgetsRequest() {}

  /** All budgets of the account, by name. */
  public record ListBudgetsResponse(List<Budget> budgets) {}

  /** Asks for a budget, or for its end. */
  public record BudgetRequest(String name) {}

  /**
   * Sets a budget, in place of another with the name.
   *
   * @param thresholds in percent of the limit; absent, 80 and 100
   * @param tag only what has it counts; absent, everything does
   */
  public record PutBudgetRequest(
      @Nullable @Pattern(regexp = NAME, message = NAME_MESSAGE) String name,
      @NotNull
          @DecimalMin(value = "0", inclusive = false, message = "must be more than 0")
          @DecimalMax(value = "1000000000", message = "must be at most 1000000000")
          BigDecimal monthlyLimit,
      @Nullable @Size(min = 1, max = 10) List<@NotNull @Min(1) @Max(1000) Integer> thresholds,
      @Nullable @Valid Tag tag) {}

  /** A tag of clusters or snapshots. */
  @Schema(name = "BudgetTag")
  public record Tag(
      @NotNull @Size(min = 1, max = 128) String key, @NotNull @Size(max = 256) String value) {}

  /** A budget, with what was spent this month and which thresholds were reached. */
  public record Budget(
      String name,
      BigDecimal monthlyLimit,
      List<Integer> thresholds,
      @Nullable Tag tag,
      BigDecimal spent,
      List<Alert> alerts) {}

  /** A threshold that was reached in a month. */
  public record Alert(LocalDate month, int threshold, BigDecimal spent, Instant at) {}

  /** The budget was ended. */
  public record DeleteBudgetResponse() {}
}
