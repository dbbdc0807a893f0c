package io.memorydblocal.billing.pricing;

import io.memorydblocal.provisioning.catalog.DataFile;
import java.math.BigDecimal;
import java.util.List;
import org.springframework.stereotype.Component;

/** The prices of all node types; the same in every region, since no differences are known. */
@Component
public class PriceList {

  private final List<Price> prices =
      DataFile.rows("prices.csv").stream()
          .map(
              row ->
                  new Price(
                      row.get("node_type"),
                      row.get("engine"),
                      new BigDecimal(row.get("usd_per_hour")),
                      Boolean.parseBoolean(row.get("reserved")),
                      row.get("source"),
                      row.get("status")))
          .toList();

  /** All prices. */
  public List<Price> all() {
    return prices;
  }
}
