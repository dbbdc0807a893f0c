package io.memorydblocal.api.costexplorer;

import static io.memorydblocal.api.costexplorer.CostExplorerQueries.invalid;

import io.memorydblocal.billing.pricing.NodeSize;
import io.memorydblocal.billing.statement.ChargeLine;
import io.memorydblocal.billing.statement.ChargeType;
import io.memorydblocal.billing.statement.CostPart;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What Cost Explorer can tell of charges. Nobody gets a discount, so that net is the same. */
enum Metric {
  BLENDED_COST("BlendedCost"),
  UNBLENDED_COST("UnblendedCost"),
  AMORTIZED_COST("AmortizedCost"),
  NET_UNBLENDED_COST("NetUnblendedCost"),
  NET_AMORTIZED_COST("NetAmortizedCost"),
  USAGE_QUANTITY("UsageQuantity"),
  NORMALIZED_USAGE_AMOUNT("NormalizedUsageAmount");

  private static final int DIGITS = 10;

  private final String wireName;

  Metric(String wireName) {
    this.wireName = wireName;
  }

  /** Both spellings are in use: {@code UnblendedCost} and {@code UNBLENDED_COST}. */
  static Metric parse(String name) {
    return Arrays.stream(values())
        .filter(metric -> metric.wireName.equals(name) || metric.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                invalid(
                    "'%s' is not a metric. Choose one of %s."
                        .formatted(
                            name,
                            Arrays.stream(values())
                                .map(Metric::wireName)
                                .collect(Collectors.joining(", ")))));
  }

  String wireName() {
    return wireName;
  }

  boolean isCost() {
    return wireName.toLowerCase(Locale.ROOT).endsWith("cost");
  }

  /** Quantities of different things have none. */
  String unit() {
    return isCost() ? "USD" : "N/A";
  }

  BigDecimal of(CostPart.Group group) {
    return switch (this) {
      case BLENDED_COST, UNBLENDED_COST, NET_UNBLENDED_COST -> group.amount();
      case AMORTIZED_COST, NET_AMORTIZED_COST -> group.amortizedAmount();
      case USAGE_QUANTITY -> quantity(group);
      case NORMALIZED_USAGE_AMOUNT -> units(group);
    };
  }

  /** A figure as Cost Explorer writes it. */
  static String text(BigDecimal amount) {
    return amount.setScale(DIGITS, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString();
  }

  private static BigDecimal quantity(CostPart.Group group) {
    return group.lines().stream()
        .filter(line -> line.item().type() != ChargeType.RESERVATION_FEE)
        .map(ChargeLine::quantity)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal units(CostPart.Group group) {
    return group.lines().stream()
        .filter(
            line ->
                line.item().type() == ChargeType.ON_DEMAND
                    || line.item().type() == ChargeType.RESERVED)
        .map(
            line ->
                line.quantity()
                    .multiply(NodeSize.of(line.item().nodeType()).units(line.item().engine())))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
