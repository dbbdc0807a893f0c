package io.memorydblocal.billing.pricing;

import static io.memorydblocal.provisioning.Fault.INVALID_PARAMETER_VALUE;

import io.memorydblocal.provisioning.MemoryDbException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** All prices, each in force from its day until the next of the same begins. Never changed. */
public final class PriceCatalogue {

  private final List<Price> prices;
  private final Map<Price.Subject, NavigableMap<LocalDate, Price>> bySubject = new HashMap<>();
  private final NavigableSet<LocalDate> days = new TreeSet<>();

  /** No two of the prices are for the same and from the same day: parsers see to it. */
  PriceCatalogue(List<Price> prices) {
    this.prices = List.copyOf(prices);
    for (Price price : prices) {
      bySubject
          .computeIfAbsent(price.subject(), subject -> new TreeMap<>())
          .put(price.from(), price);
      days.add(price.from());
    }
  }

  /** All prices, in the order of their file. */
  public List<Price> all() {
    return prices;
  }

  /** The days in a period, but not its first, from which any other price is in force. */
  public NavigableSet<LocalDate> changes(LocalDate from, LocalDate until) {
    return days.subSet(from, false, until, false);
  }

  /**
   * What an hour of a node costs on demand.
   *
   * @throws MemoryDbException InvalidParameterValueException when there is no price for it
   */
  public Price nodeHour(String region, String nodeType, String engine, LocalDate day) {
    return require(Charge.NODE, region, nodeType, engine, day);
  }

  /** What a GB that is written to a cluster's log costs. Throws as {@link #nodeHour}. */
  public Price dataWritten(String region, String engine, LocalDate day) {
    return require(Charge.DATA_WRITTEN, region, "", engine, day);
  }

  /** What a GB of snapshots costs in a month. Throws as {@link #nodeHour}. */
  public Price snapshotStorage(String region, LocalDate day) {
    return require(Charge.SNAPSHOT_STORAGE, region, "", "", day);
  }

  /** The price of a charge in a region on a day, if it has one. */
  public Optional<Price> find(
      Charge charge, String region, String nodeType, String engine, LocalDate day) {
    for (String place : List.of(region, Price.ANY_REGION)) {
      NavigableMap<LocalDate, Price> history =
          bySubject.get(new Price.Subject(charge, place, nodeType, engine, 0, ""));
      Map.Entry<LocalDate, Price> inForce = history == null ? null : history.floorEntry(day);
      if (inForce != null) {
        return Optional.of(inForce.getValue());
      }
    }
    return Optional.empty();
  }

  /** What reserved nodes cost in a region on a day, where the prices say so themselves. */
  public List<Price> reserved(String region, LocalDate day) {
    return bySubject.entrySet().stream()
        .filter(entry -> entry.getKey().charge() == Charge.RESERVED_NODE)
        .filter(entry -> entry.getKey().region().equals(region))
        .map(entry -> entry.getValue().floorEntry(day))
        .flatMap(Stream::ofNullable)
        .map(Map.Entry::getValue)
        .toList();
  }

  private Price require(
      Charge charge, String region, String nodeType, String engine, LocalDate day) {
    return find(charge, region, nodeType, engine, day)
        .orElseThrow(
            () ->
                new MemoryDbException(
                    INVALID_PARAMETER_VALUE,
                    "There is no price for %s on %s."
                        .formatted(
                            new Price.Subject(charge, region, nodeType, engine, 0, ""), day)));
  }
}
