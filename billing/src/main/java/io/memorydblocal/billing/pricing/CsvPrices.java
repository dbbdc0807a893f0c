package io.memorydblocal.billing.pricing;

import io.memorydblocal.provisioning.MemoryDbException;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes prices as CSV with a header line. An empty {@code effective_from} means that a
 * price has always been in force.
 */
final class CsvPrices {

  private static final String[] COLUMNS = {
    "charge",
    "region",
    "node_type",
    "engine",
    "years",
    "offering_type",
    "upfront_usd",
    "usd",
    "unit",
    "effective_from",
    "source",
    "status"
  };

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreEmptyLines(true)
          .setTrim(true)
          .get();

  private static final String ESTIMATE = "estimate";
  private static final Set<String> STATES = Set.of("verified", ESTIMATE);
  private static final Set<String> ENGINES = Set.of("redis", "valkey");

  /** Before MemoryDB was there. */
  static final LocalDate ALWAYS = LocalDate.of(2021, 1, 1);

  /** Far above any price. */
  private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);

  private static final int MOST_DIGITS = 12;

  private CsvPrices() {}

  /**
   * The prices of a file.
   *
   * @throws MemoryDbException InvalidParameterValueException for the first line that can't be used
   */
  static PriceCatalogue parse(String text) {
    PriceFile file = new PriceFile();
    try (CSVParser parser = FORMAT.parse(new StringReader(text))) {
      List<String> missing =
          List.of(COLUMNS).stream()
              .filter(column -> !parser.getHeaderNames().contains(column))
              .toList();
      if (!missing.isEmpty()) {
        throw PriceFile.unusable("line 1", "there is no column " + String.join(", ", missing));
      }
      for (CSVRecord row : parser) {
        String place = "line " + parser.getCurrentLineNumber();
        file.add(place, price(place, row));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (UncheckedIOException | IllegalArgumentException e) {
      throw PriceFile.unusable("the file", "it is not CSV");
    }
    return file.catalogue();
  }

  private static Price price(String place, CSVRecord row) {
    if (!row.isConsistent()) {
      throw PriceFile.unusable(
          place, "it has %d fields, not %d".formatted(row.size(), COLUMNS.length));
    }
    Charge charge =
        Charge.ofWireName(row.get("charge"))
            .orElseThrow(
                () ->
                    PriceFile.unusable(place, "charge '%s' is none".formatted(row.get("charge"))));
    boolean node = charge == Charge.NODE || charge == Charge.RESERVED_NODE;
    String engine = row.get("engine");
    if (charge == Charge.SNAPSHOT_STORAGE ? !engine.isEmpty() : !ENGINES.contains(engine)) {
      throw PriceFile.unusable(place, "engine '%s' is not one of it".formatted(engine));
    }
    if (row.get("node_type").isEmpty() == node) {
      throw PriceFile.unusable(place, "node_type must be given for nodes, and for nothing else");
    }
    if (!row.get("unit").equals(charge.unit())) {
      throw PriceFile.unusable(
          place, "unit '%s' is not %s".formatted(row.get("unit"), charge.unit()));
    }
    if (!STATES.contains(row.get("status"))) {
      throw PriceFile.unusable(
          place, "status '%s' is neither verified nor estimate".formatted(row.get("status")));
    }
    if (row.get("region").isEmpty()) {
      throw PriceFile.unusable(place, "region is empty; * stands for any");
    }
    return new Price(
        charge,
        row.get("region"),
        row.get("node_type"),
        engine,
        charge == Charge.RESERVED_NODE ? term(place, row) : null,
        amount(place, row, "usd"),
        from(place, row.get("effective_from")),
        row.get("source"),
        row.get("status").equals(ESTIMATE));
  }

  private static Price.@Nullable Term term(String place, CSVRecord row) {
    String years = row.get("years");
    if (!years.equals("1") && !years.equals("3")) {
      throw PriceFile.unusable(place, "years '%s' is neither 1 nor 3".formatted(years));
    }
    if (!Price.Term.OFFERING_TYPES.contains(row.get("offering_type"))) {
      throw PriceFile.unusable(
          place,
          "offering_type '%s' is none of %s"
              .formatted(row.get("offering_type"), String.join(", ", Price.Term.OFFERING_TYPES)));
    }
    return new Price.Term(
        Integer.parseInt(years), row.get("offering_type"), amount(place, row, "upfront_usd"));
  }

  private static BigDecimal amount(String place, CSVRecord row, String column) {
    return amount(place, column, row.get(column));
  }

  /** An amount of US dollars. */
  static BigDecimal amount(String place, String name, String text) {
    BigDecimal amount;
    try {
      amount = new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw PriceFile.unusable(place, "%s '%s' is no number".formatted(name, text));
    }
    if (amount.signum() < 0 || amount.compareTo(MOST) > 0 || amount.scale() > MOST_DIGITS) {
      throw PriceFile.unusable(
          place,
          "%s '%s' is not between 0 and %s with at most %d decimals"
              .formatted(name, text, MOST, MOST_DIGITS));
    }
    return amount;
  }

  private static LocalDate from(String place, String day) {
    try {
      return day.isEmpty() ? ALWAYS : LocalDate.parse(day);
    } catch (DateTimeParseException e) {
      throw PriceFile.unusable(place, "effective_from '%s' is not a date".formatted(day));
    }
  }

  /** A file with these prices. */
  static String write(PriceCatalogue catalogue) {
    StringWriter text = new StringWriter();
    try (CSVPrinter printer =
        new CSVPrinter(text, CSVFormat.RFC4180.builder().setHeader(COLUMNS).get())) {
      for (Price price : catalogue.all()) {
        Price.Term term = price.term();
        printer.printRecord(
            price.charge().wireName(),
            price.region(),
            price.nodeType(),
            price.engine(),
            term == null ? "" : term.years(),
            term == null ? "" : term.offeringType(),
            term == null ? "" : term.upfrontUsd().toPlainString(),
            price.usd().toPlainString(),
            price.charge().unit(),
            price.from().equals(ALWAYS) ? "" : price.from(),
            price.source(),
            price.estimate() ? ESTIMATE : "verified");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
