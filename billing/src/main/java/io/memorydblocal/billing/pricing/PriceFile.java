package io.memorydblocal.billing.pricing;

import static io.memorydblocal.provisioning.Fault.INVALID_PARAMETER_VALUE;

import io.memorydblocal.provisioning.MemoryDbException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What makes a catalogue of what a price file says. */
final class PriceFile {

  private final Map<Object, String> places = new HashMap<>();
  private final List<Price> prices = new ArrayList<>();

  /**
   * Takes a price.
   *
   * @param place where it stands, such as {@code line 7}
   * @throws MemoryDbException InvalidParameterValueException when it has been there already
   */
  void add(String place, Price price) {
    String before = places.putIfAbsent(List.of(price.subject(), price.from()), place);
    if (before != null) {
      throw unusable(
          place,
          "the price for %s from %s is also on %s"
              .formatted(price.subject(), price.from(), before));
    }
    prices.add(price);
  }

  /**
   * The catalogue of all that was taken.
   *
   * @throws MemoryDbException InvalidParameterValueException when that is nothing
   */
  PriceCatalogue catalogue() {
    if (prices.isEmpty()) {
      throw new MemoryDbException(INVALID_PARAMETER_VALUE, "The price file has no prices.");
    }
    return new PriceCatalogue(prices);
  }

  static MemoryDbException unusable(String place, String reason) {
    return new MemoryDbException(
        INVALID_PARAMETER_VALUE, "The price file can't be used: %s: %s.".formatted(place, reason));
  }
}
