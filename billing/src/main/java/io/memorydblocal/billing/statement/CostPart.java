package io.memorydblocal.billing.statement;

import io.memorydblocal.billing.usage.Period;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The costs of a part of a period.
 *
 * @param groups in the order of their keys; one without keys where nothing is grouped
 */
public record CostPart(Period period, List<Group> groups) {

  /** Charges that have the same in every dimension that they are grouped by. */
  public static final class Group {

    private final List<String> keys;
    private final List<ChargeLine> lines = new ArrayList<>(2);
    private BigDecimal nodeSeconds = BigDecimal.ZERO;
    private BigDecimal amount = BigDecimal.ZERO;

    Group(List<String> keys) {
      this.keys = keys;
    }

    void add(ChargeLine line, BigDecimal seconds) {
      nodeSeconds = nodeSeconds.add(seconds);
      amount = amount.add(line.amount());
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).item().equals(line.item())) {
          lines.set(i, lines.get(i).plus(line.quantity()));
          return;
        }
      }
      lines.add(line);
    }

    /** What they have, in the order of the dimensions; empty text for nothing. */
    public List<String> keys() {
      return keys;
    }

    /** How long nodes were used. */
    public BigDecimal nodeSeconds() {
      return nodeSeconds;
    }

    /** What it consists of. */
    public List<ChargeLine> lines() {
      return Collections.unmodifiableList(lines);
    }

    /** In US dollars, not rounded. */
    public BigDecimal amount() {
      return amount;
    }

    /** The same, with advance payments spread over their terms. */
    public BigDecimal amortizedAmount() {
      return lines.stream()
          .map(ChargeLine::amortizedAmount)
          .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Hours of nodes, reserved ones too. */
    public BigDecimal nodeHours() {
      BigDecimal hours = BigDecimal.ZERO;
      for (ChargeLine line : lines) {
        if (line.item().type() == ChargeType.ON_DEMAND
            || line.item().type() == ChargeType.RESERVED) {
          hours = hours.add(line.quantity());
        }
      }
      return hours;
    }

    /** How much of a charge, in its unit. */
    public BigDecimal quantity(ChargeType type) {
      return lines.stream()
          .filter(line -> line.item().type() == type)
          .map(ChargeLine::quantity)
          .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Whether any of it rests on a price that was not verified. */
    public boolean estimate() {
      return lines.stream().anyMatch(line -> line.item().estimate());
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
