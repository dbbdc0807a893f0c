package io.memorydblocal.billing.pricing;

import io.memorydblocal.provisioning.MemoryDbException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads AWS's own price list: the bulk file of the offer AmazonMemoryDB, as the AWS Price List API
 * serves it. The list says what is in force now; its prices are taken for all times. Products that
 * MemoryDB Local doesn't meter, such as data transfer, are left out.
 */
final class AwsPriceList {

  private static final String OFFER = "AmazonMemoryDB";
  private static final Pattern NODE =
      Pattern.compile("(?:[A-Z0-9]+-)?NodeUsage:(db\\.[a-z0-9.]+).*");
  private static final Pattern WRITTEN = Pattern.compile("(?:[A-Z0-9]+-)?DataWritten.*");
  private static final Pattern STORED =
      Pattern.compile("(?:[A-Z0-9]+-)?(?:SnapshotUsage|BackupUsage|SnapshotStorage).*");
  private static final String UPFRONT_UNIT = "Quantity";

  private static final JsonMapper MAPPER = new JsonMapper();

  private final String source;
  private final PriceFile file = new PriceFile();

  private AwsPriceList(String source) {
    this.source = source;
  }

  /**
   * The prices of a file.
   *
   * @throws MemoryDbException InvalidParameterValueException for the first product that can't be
   *     used, or when it isn't MemoryDB's list
   */
  static PriceCatalogue parse(String json) {
    JsonNode list;
    try {
      list = MAPPER.readTree(json);
    } catch (JacksonException e) {
      throw PriceFile.unusable("the file", "it is not JSON");
    }
    String offer = list.path("offerCode").asString("");
    if (!offer.equals(OFFER)) {
      throw PriceFile.unusable("offerCode", "it is '%s', not %s".formatted(offer, OFFER));
    }
    AwsPriceList prices =
        new AwsPriceList(
            "AWS Price List, " + list.path("publicationDate").asString("without a date"));
    for (Map.Entry<String, JsonNode> product : list.path("products").properties()) {
      prices.add(product.getKey(), product.getValue().path("attributes"), list.path("terms"));
    }
    return prices.file.catalogue();
  }

  private void add(String sku, JsonNode attributes, JsonNode terms) {
    String usage = attributes.path("usagetype").asString("");
    Matcher node = NODE.matcher(usage);
    Charge charge;
    if (node.matches()) {
      charge = Charge.NODE;
    } else if (WRITTEN.matcher(usage).matches()) {
      charge = Charge.DATA_WRITTEN;
    } else if (STORED.matcher(usage).matches()) {
      charge = Charge.SNAPSHOT_STORAGE;
    } else {
      return;
    }
    String place = "product " + sku;
    String region = attributes.path("regionCode").asString("");
    if (region.isEmpty()) {
      throw PriceFile.unusable(place, "it has no regionCode");
    }
    String nodeType =
        charge == Charge.NODE ? attributes.path("instanceType").asString(node.group(1)) : "";
    String engine = charge == Charge.SNAPSHOT_STORAGE ? "" : engine(attributes);
    for (JsonNode term : terms.path("OnDemand").path(sku)) {
      file.add(place, price(charge, region, nodeType, engine, null, last(place, term)));
    }
    for (JsonNode term : terms.path("Reserved").path(sku)) {
      reserved(place, region, nodeType, engine, term);
    }
  }

  private void reserved(
      String place, String region, String nodeType, String engine, JsonNode term) {
    BigDecimal upfront = BigDecimal.ZERO;
    BigDecimal hourly = BigDecimal.ZERO;
    for (JsonNode dimension : term.path("priceDimensions")) {
      BigDecimal amount = usd(place, dimension);
      if (dimension.path("unit").asString("").equals(UPFRONT_UNIT)) {
        upfront = amount;
      } else {
        hourly = amount;
      }
    }
    JsonNode attributes = term.path("termAttributes");
    String length = attributes.path("LeaseContractLength").asString("");
    String offering = attributes.path("PurchaseOption").asString("");
    if (!length.equals("1yr") && !length.equals("3yr")) {
      throw PriceFile.unusable(
          place, "LeaseContractLength '%s' is neither 1yr nor 3yr".formatted(length));
    }
    if (!Price.Term.OFFERING_TYPES.contains(offering)) {
      throw PriceFile.unusable(place, "PurchaseOption '%s' is unknown".formatted(offering));
    }
    Price.Term how = new Price.Term(length.charAt(0) - '0', offering, upfront);
    file.add(place, price(Charge.RESERVED_NODE, region, nodeType, engine, how, hourly));
  }

  private Price price(
      Charge charge,
      String region,
      String nodeType,
      String engine,
      Price.@Nullable Term term,
      BigDecimal usd) {
    return new Price(charge, region, nodeType, engine, term, usd, CsvPrices.ALWAYS, source, false);
  }

  /** Of a price in steps, the first of which may be free, the last: what is free is known apart. */
  private static BigDecimal last(String place, JsonNode term) {
    BigDecimal found = null;
    BigDecimal begin = BigDecimal.valueOf(-1);
    for (JsonNode dimension : term.path("priceDimensions")) {
      BigDecimal from =
          CsvPrices.amount(place, "beginRange", dimension.path("beginRange").asString("0"));
      if (from.compareTo(begin) > 0) {
        begin = from;
        found = usd(place, dimension);
      }
    }
    return Optional.ofNullable(found)
        .orElseThrow(() -> PriceFile.unusable(place, "it has no priceDimensions"));
  }

  private static BigDecimal usd(String place, JsonNode dimension) {
    return CsvPrices.amount(
        place, "pricePerUnit.USD", dimension.path("pricePerUnit").path("USD").asString(""));
  }

  /** The list was there before Valkey, and names the engine of what came with it. */
  private static String engine(JsonNode attributes) {
    for (String name : new String[] {"cacheEngine", "engine", "operation", "usagetype"}) {
      if (attributes.path(name).asString("").toLowerCase(Locale.ROOT).contains("valkey")) {
        return "valkey";
      }
    }
    return "redis";
  }
}
