package io.memorydblocal.billing.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.memorydblocal.provisioning.MemoryDbException;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceFilesTest {

  private static final LocalDate DAY = LocalDate.of(2026, 1, 2);
  private static final String HEADER =
      "charge,region,node_type,engine,years,offering_type,upfront_usd,usd,unit,effective_from,"
          + "source,status\n";
  private static final String LARGE =
      "node,us-east-1,db.r6g.large,redis,,,,0.25,hour,,me,verified\n";

  @Test
  void shipsAPriceForEveryNodeTypeWithBothEnginesInEveryRegion() {
    PriceCatalogue shipped = PriceCatalogues.shipped();

    assertThat(shipped.nodeHour("eu-west-3", "db.r6g.large", "redis", DAY).usd())
        .isEqualByComparingTo("0.3090");
    assertThat(shipped.nodeHour("us-east-1", "db.t4g.small", "valkey", DAY).estimate()).isTrue();
    assertThat(shipped.snapshotStorage("us-east-1", DAY).usd()).isEqualByComparingTo("0.085");
    assertThat(CsvPrices.parse(CsvPrices.write(shipped)).all()).isEqualTo(shipped.all());
  }

  @Test
  void takesTheRegionsOwnPriceOfTheDay() {
    PriceCatalogue prices =
        CsvPrices.parse(
            HEADER
                + "node,*,db.r6g.large,redis,,,,0.30,hour,,me,estimate\n"
                + LARGE
                + "node,us-east-1,db.r6g.large,redis,,,,0.20,hour,2026-03-01,me,verified\n");

    assertThat(prices.nodeHour("us-east-1", "db.r6g.large", "redis", DAY).usd())
        .isEqualByComparingTo("0.25");
    assertThat(
            prices.nodeHour("us-east-1", "db.r6g.large", "redis", LocalDate.of(2026, 3, 1)).usd())
        .isEqualByComparingTo("0.20");
    assertThat(prices.nodeHour("eu-west-1", "db.r6g.large", "redis", DAY).usd())
        .isEqualByComparingTo("0.30");
    assertThat(prices.changes(DAY, LocalDate.of(2026, 4, 1)))
        .containsExactly(LocalDate.of(2026, 3, 1));
  }

  @Test
  void namesWhatHasNoPrice() {
    PriceCatalogue prices = CsvPrices.parse(HEADER + LARGE);

    assertThatExceptionOfType(MemoryDbException.class)
        .isThrownBy(() -> prices.nodeHour("us-east-1", "db.r6g.large", "valkey", DAY))
        .withMessage("There is no price for node us-east-1 db.r6g.large valkey on 2026-01-02.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          node,us-east-1,db.r6g.large,redis,,,,0.30,hour,,me,verified | line 3: the price for node us-east-1 db.r6g.large redis from 2021-01-01 is also on line 2.
          node,us-east-1,db.x,redis,,,,a lot,hour,,me,verified | line 3: usd 'a lot' is no number.
          node,us-east-1,db.x,redis,,,,-1,hour,,me,verified | line 3: usd '-1' is not between 0
          node,us-east-1,db.x,redis,,,,1e999999999,hour,,me,verified | line 3: usd '1e999999999' is not between 0
          node,us-east-1,db.x,redis,,,,1,day,,me,verified | line 3: unit 'day' is not hour.
          node,us-east-1,db.x,redis,,,,1,hour,soon,me,verified | line 3: effective_from 'soon' is not a date.
          node,us-east-1,db.x,redis,,,,1,hour,,me,sure | line 3: status 'sure' is neither
          node,us-east-1,,redis,,,,1,hour,,me,verified | line 3: node_type must be given
          node,us-east-1,db.x,memcached,,,,1,hour,,me,verified | line 3: engine 'memcached'
          lunch,us-east-1,db.x,redis,,,,1,hour,,me,verified | line 3: charge 'lunch' is none.
          reserved-node,us-east-1,db.x,redis,2,No Upfront,0,1,hour,,me,verified | line 3: years '2'
          node,us-east-1 | line 3: it has 2 fields, not 12.
          """)
  void namesTheLineThatCannotBeUsed(String line, String reason) {
    assertThatExceptionOfType(MemoryDbException.class)
        .isThrownBy(() -> CsvPrices.parse(HEADER + LARGE + line + "\n"))
        .withMessageContaining(reason);
  }

  @Test
  void refusesAFileWithoutItsColumnsOrWithoutPrices() {
    assertThatExceptionOfType(MemoryDbException.class)
        .isThrownBy(() -> CsvPrices.parse("charge,region\nnode,us-east-1\n"))
        .withMessageContaining("there is no column node_type, engine");
    assertThatExceptionOfType(MemoryDbException.class)
        .isThrownBy(() -> CsvPrices.parse(HEADER))
        .withMessage("The price file has no prices.");
  }

  @Test
  void readsAwsPriceList() {
    PriceCatalogue prices = AwsPriceList.parse(LIST);

    assertThat(prices.nodeHour("eu-west-1", "db.r6g.large", "redis", DAY).usd())
        .isEqualByComparingTo("0.345");
    assertThat(prices.nodeHour("eu-west-1", "db.r6g.large", "valkey", DAY).estimate()).isFalse();
    assertThat(prices.dataWritten("eu-west-1", "valkey", DAY).usd())
        .as("the step behind what is free")
        .isEqualByComparingTo("0.04");
    assertThat(prices.reserved("eu-west-1", DAY))
        .singleElement()
        .satisfies(
            price -> {
              assertThat(price.usd()).isEqualByComparingTo("0.1");
              assertThat(price.term())
                  .isEqualTo(new Price.Term(1, "Partial Upfront", new BigDecimal("876")));
            });
  }

  @Test
  void namesTheProductThatCannotBeUsed() {
    assertThatExceptionOfType(MemoryDbException.class)
        .isThrownBy(() -> AwsPriceList.parse(LIST.replace("0.3450000000", "much")))
        .withMessageContaining("product NODE1: pricePerUnit.USD 'much' is no number.");
    assertThatExceptionOfType(MemoryDbException.class)
        .isThrownBy(() -> AwsPriceList.parse("{\"offerCode\":\"AmazonEC2\"}"))
        .withMessageContaining("it is 'AmazonEC2', not AmazonMemoryDB");
    assertThatExceptionOfType(MemoryDbException.class)
        .isThrownBy(() -> AwsPriceList.parse("{"))
        .withMessageContaining("it is not JSON");
  }

  private static final String LIST =
      """
      {"formatVersion":"v1.0","offerCode":"AmazonMemoryDB","publicationDate":"2026-10-01T00:00:00Z",
       "products":{
        "NODE1":{"sku":"NODE1","attributes":{"instanceType":"db.r6g.large","regionCode":"eu-west-1",
          "usagetype":"EU-NodeUsage:db.r6g.large","cacheEngine":"Redis"}},
        "NODE2":{"sku":"NODE2","attributes":{"instanceType":"db.r6g.large","regionCode":"eu-west-1",
          "usagetype":"EU-NodeUsage:db.r6g.large","cacheEngine":"Valkey"}},
        "DATA":{"sku":"DATA","attributes":{"regionCode":"eu-west-1",
          "usagetype":"EU-DataWritten","cacheEngine":"Valkey"}},
        "TRANSFER":{"sku":"TRANSFER","attributes":{"usagetype":"EU-DataTransfer-Out-Bytes"}}},
       "terms":{"OnDemand":{
        "NODE1":{"NODE1.T":{"priceDimensions":{"a":{"unit":"Hrs","beginRange":"0","endRange":"Inf",
          "pricePerUnit":{"USD":"0.3450000000"}}}}},
        "NODE2":{"NODE2.T":{"priceDimensions":{"a":{"unit":"Hrs","beginRange":"0","endRange":"Inf",
          "pricePerUnit":{"USD":"0.2415"}}}}},
        "DATA":{"DATA.T":{"priceDimensions":{
          "a":{"unit":"GB","beginRange":"0","endRange":"10240","pricePerUnit":{"USD":"0"}},
          "b":{"unit":"GB","beginRange":"10240","endRange":"Inf","pricePerUnit":{"USD":"0.04"}}}}}},
       "Reserved":{
        "NODE1":{"NODE1.R":{"termAttributes":{"LeaseContractLength":"1yr",
          "PurchaseOption":"Partial Upfront"},
          "priceDimensions":{
            "a":{"unit":"Quantity","pricePerUnit":{"USD":"876"}},
            "b":{"unit":"Hrs","pricePerUnit":{"USD":"0.1"}}}}}}}}
      """;
}
