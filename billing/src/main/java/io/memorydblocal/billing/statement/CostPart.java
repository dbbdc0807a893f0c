package io.memorydblocal.billing.statement;

import io.memorydblocal.billing.usage.Period;
import java.math.BigDecimal;
import java.util.List;

/**
 * The costs of a part of a period.
 *
 * @param groups in the order of their keys; one without keys where nothing is grouped
 */
public record CostPart(Period period, List<Group> groups) {

  /**
   * Charges that have the same in every dimension that they are grouped by.
   *
   * @param keys what they have, in the order of the dimensions; empty text for nothing
   * @param nodeSeconds how long nodes were used
   * @param lines what it consists of
   */
  public record Group(List<String> keys, BigDecimal nodeSeconds, List<ChargeLine> lines) {

    /** In US dollars, not rounded. */
    public BigDecimal amount() {
      return lines.stream().map(ChargeLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The same, with advance payments spread over their terms. */
    public BigDecimal amortizedAmount() {
      return lines.stream()
          .map(ChargeLine::amortizedAmount)
          .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Hours of nodes, reserved ones too. */
    public BigDecimal nodeHours() {
      return quantity(ChargeType.ON_DEMAND).add(quantity(ChargeType.RESERVED));
    }

    /** How much of a charge, in its unit. */
    public BigDecimal quantity(ChargeType type) {
      return lines.stream()
          .filter(line -> line.type() == type)
          .map(ChargeLine::quantity)
          .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Whether any of it rests on a price that was not verified. */
    public boolean estimate() {
      return lines.stream().anyMatch(ChargeLine::estimate);
    }
  }

  /** In US dollars, not rounded. */
  public BigDecimal amount() {
    return groups.stream().map(Group::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Whether any of it rests on a price that was not verified. */
  public boolean estimate() {
    return groups.stream().anyMatch(Group::estimate);
  }
}
