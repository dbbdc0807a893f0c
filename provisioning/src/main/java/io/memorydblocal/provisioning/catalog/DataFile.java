package io.memorydblocal.provisioning.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** Reads the CSV files, with a header line, that the product carries. */
public final class DataFile {

  private DataFile() {}

  /** The rows of a file of the directory {@code catalog}. */
  public static List<CSVRecord> rows(String name) {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (InputStream file =
            Objects.requireNonNull(DataFile.class.getResourceAsStream("/catalog/" + name), name);
        Reader reader = new InputStreamReader(file, StandardCharsets.UTF_8)) {
      return format.parse(reader).getRecords();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
