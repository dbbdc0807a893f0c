package io.memorydblocal.api.billing;

import io.memorydblocal.api.billing.BillingShapes.ClusterForecast;
import io.memorydblocal.api.billing.BillingShapes.CostsGroup;
import io.memorydblocal.api.billing.BillingShapes.CostsPart;
import io.memorydblocal.api.billing.BillingShapes.CostsResponse;
import io.memorydblocal.api.billing.BillingShapes.Estimate;
import io.memorydblocal.api.billing.BillingShapes.EstimateLine;
import io.memorydblocal.api.billing.BillingShapes.EstimateResponse;
import io.memorydblocal.api.billing.BillingShapes.ForecastResponse;
import io.memorydblocal.api.billing.BillingShapes.ReservedAlternative;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Answers for terminals and spreadsheets. */
final class BillingText {

  private static final int TOP = 10;
  private static final String ESTIMATED =
      "Prices marked as estimates are in use: put AWS's own in their place with ./memorydb prices FILE\n";

  private BillingText() {}

  /** This month's costs and the dearest clusters. */
  static String of(ForecastResponse costs) {
    TextTable table = new TextTable();
    table.row("CLUSTER", "MONTH TO DATE", "FORECAST");
    costs.clusters().stream()
        .limit(TOP)
        .forEach(
            cluster ->
                table.row(name(cluster), cents(cluster.monthToDate()), cents(cluster.forecast())));
    if (costs.clusters().size() > TOP) {
      List<ClusterForecast> others = costs.clusters().subList(TOP, costs.clusters().size());
      table.row(
          "%d others".formatted(others.size()),
          cents(sum(others.stream().map(ClusterForecast::monthToDate).toList())),
          cents(sum(others.stream().map(ClusterForecast::forecast).toList())));
    }
    table.row("total in USD", cents(costs.monthToDate()), cents(costs.forecast()));
    LocalDate month = LocalDate.ofInstant(costs.from(), ZoneOffset.UTC);
    return "Costs of %d-%02d\n\n%s%s"
        .formatted(
            month.getYear(),
            month.getMonthValue(),
            table,
            costs.estimate() ? "\n" + ESTIMATED : "");
  }

  private static String name(ClusterForecast cluster) {
    return cluster.cluster().isEmpty() ? "(no cluster)" : cluster.cluster();
  }

  /** What clusters would cost. */
  static String of(EstimateResponse response) {
    StringBuilder text = new StringBuilder();
    for (Estimate estimate : response.estimates()) {
      text.append(of(estimate)).append('\n');
    }
    if (response.estimates().stream().anyMatch(Estimate::estimate)) {
      text.append(ESTIMATED);
    }
    return text.toString();
  }

  private static String of(Estimate estimate) {
    TextTable table = new TextTable();
    table.row("CHARGE", "QUANTITY", "UNIT", "USD PER UNIT", "USD A MONTH");
    for (EstimateLine line : estimate.lines()) {
      table.row(
          line.charge(),
          line.quantity().toPlainString(),
          line.unit(),
          line.usdPerUnit().toPlainString(),
          cents(line.amount()));
    }
    table.row("total", "", "", "", cents(estimate.perMonth()));
    for (ReservedAlternative reserved : estimate.reserved()) {
      table.row(
          "%d year%s, %s"
              .formatted(
                  reserved.years(), reserved.years() == 1 ? "" : "s", reserved.offeringType()),
          String.valueOf(reserved.reservedNodes()),
          "node",
          "",
          cents(reserved.averagePerMonth()));
    }
    return "%s: %d x %s %s in %s, %d shard%s with %d replica%s each\n\n%s"
        .formatted(
            estimate.name(),
            estimate.nodes(),
            estimate.nodeType(),
            estimate.engine(),
            estimate.region(),
            estimate.numShards(),
            estimate.numShards() == 1 ? "" : "s",
            estimate.numReplicasPerShard(),
            estimate.numReplicasPerShard() == 1 ? "" : "s",
            table);
  }

  /** Costs as CSV, a line for every group of every part. */
  static String csv(CostsResponse costs) {
    StringWriter text = new StringWriter();
    try (CSVPrinter printer = new CSVPrinter(text, CSVFormat.RFC4180)) {
      List<String> header = new ArrayList<>(List.of("from", "to"));
      header.addAll(costs.groupBy());
      header.addAll(List.of("node_hours", "usd", "status"));
      printer.printRecord(header);
      for (CostsPart part : costs.parts()) {
        for (CostsGroup group : part.groups()) {
          List<Object> row = new ArrayList<>(List.of(part.from(), part.to()));
          costs
              .groupBy()
              .forEach(dimension -> row.add(safe(group.key().getOrDefault(dimension, ""))));
          row.add(group.nodeHours().toPlainString());
          row.add(group.amount().toPlainString());
          row.add(group.estimate() ? "estimate" : "verified");
          printer.printRecord(row);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** The value of a tag must not become a formula in a spreadsheet. */
  private static String safe(String value) {
    return !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
  }

  private static BigDecimal sum(List<BigDecimal> amounts) {
    return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static String cents(BigDecimal amount) {
    return new DecimalFormat("#,##0.00", DecimalFormatSymbols.getInstance(Locale.ROOT))
        .format(amount.setScale(2, RoundingMode.HALF_UP));
  }
}
