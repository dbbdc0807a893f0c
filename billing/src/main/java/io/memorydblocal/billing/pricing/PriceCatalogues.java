package io.memorydblocal.billing.pricing;

import io.memorydblocal.provisioning.MemoryDbException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The catalogue in force: the one that ships, until a user puts another in its place. All control
 * planes over one database have the same.
 */
@Component
@Transactional
public class PriceCatalogues {

  private record Version(long number, PriceCatalogue catalogue) {}

  private static final long SHIPPED = 0;

  private final JdbcClient jdbc;
  private final PriceCatalogue shipped = shipped();
  private volatile Version last = new Version(SHIPPED, shipped);

  PriceCatalogues(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The catalogue that ships. */
  public static PriceCatalogue shipped() {
    return CsvPrices.parse(shippedFile());
  }

  /** The catalogue in force now. */
  @Transactional(readOnly = true)
  public PriceCatalogue current() {
    long number =
        jdbc.sql("select version from price_catalogue where id = 1")
            .query(Long.class)
            .optional()
            .orElse(SHIPPED);
    Version known = last;
    if (known.number() != number) {
      known = new Version(number, number == SHIPPED ? shipped : kept());
      last = known;
    }
    return known.catalogue();
  }

  /**
   * Puts the prices of a CSV file in place of all others.
   *
   * @throws MemoryDbException InvalidParameterValueException, which names the line, for a file that
   *     can't be used; then nothing changes
   */
  public PriceCatalogue replaceByCsv(String file) {
    return replace(CsvPrices.parse(file));
  }

  /** Puts the prices of AWS's price list in place of all others. Throws as for CSV. */
  public PriceCatalogue replaceByAwsPriceList(String file) {
    return replace(AwsPriceList.parse(file));
  }

  /** Returns to the catalogue that ships. */
  public PriceCatalogue reset() {
    jdbc.sql("delete from price_catalogue").update();
    return shipped;
  }

  private PriceCatalogue replace(PriceCatalogue catalogue) {
    jdbc.sql(
            """
            insert into price_catalogue (version, content) values (nextval('price_catalogue_version'), ?)
            on conflict (id) do update set version = excluded.version, content = excluded.content
            """)
        .param(CsvPrices.write(catalogue))
        .update();
    return catalogue;
  }

  private PriceCatalogue kept() {
    return CsvPrices.parse(
        jdbc.sql("select content from price_catalogue").query(String.class).single());
  }

  private static String shippedFile() {
    try (InputStream file =
        Objects.requireNonNull(PriceCatalogues.class.getResourceAsStream("/catalog/prices.csv"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
