package io.memorydblocal.billing.usage;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was used in a part of a period.
 *
 * @param part the beginning of the part
 * @param day from its part, the first that the row is about: no price changes behind it
 * @param cluster empty where nobody asked for it
 * @param nodeType empty for snapshots and what was written
 * @param engine empty for snapshots, of whatever engine
 * @param tags empty where nobody asked for them
 * @param seconds how long nodes were used
 * @param hours how many hours of nodes began
 * @param reservedHours how many of them are paid for by reservations
 * @param snapshotByteSeconds what was kept beyond what is free, times how long
 * @param bytesWritten what was written to logs, what is free included
 */
public record UsageRow(
    Instant part,
    LocalDate day,
    String region,
    String cluster,
    String nodeType,
    String engine,
    Map<String, @Nullable String> tags,
    BigDecimal seconds,
    long hours,
    BigDecimal reservedHours,
    BigDecimal snapshotByteSeconds,
    BigDecimal bytesWritten) {

  /** What rows are told apart by, besides their part. */
  record Key(
      Instant part,
      LocalDate day,
      String region,
      String cluster,
      String nodeType,
      String engine,
      Map<String, @Nullable String> tags) {}

  Key key() {
    return new Key(part, day, region, cluster, nodeType, engine, tags);
  }

  UsageRow coveredFor(BigDecimal covered) {
    return new UsageRow(
        part,
        day,
        region,
        cluster,
        nodeType,
        engine,
        tags,
        seconds,
        hours,
        covered,
        snapshotByteSeconds,
        bytesWritten);
  }

  UsageRow in(Instant otherPart, LocalDate otherDay, boolean withCluster, boolean withTags) {
    boolean same =
        part.equals(otherPart)
            && day.equals(otherDay)
            && (withCluster || cluster.isEmpty())
            && (withTags || tags.isEmpty());
    if (same) {
      return this;
    }
    return new UsageRow(
        otherPart,
        otherDay,
        region,
        withCluster ? cluster : "",
        nodeType,
        engine,
        withTags ? tags : Map.of(),
        seconds,
        hours,
        reservedHours,
        snapshotByteSeconds,
        bytesWritten);
  }

  UsageRow plus(UsageRow other) {
    return new UsageRow(
        part,
        day,
        region,
        cluster,
        nodeType,
        engine,
        tags,
        seconds.add(other.seconds),
        hours + other.hours,
        reservedHours.add(other.reservedHours),
        snapshotByteSeconds.add(other.snapshotByteSeconds),
        bytesWritten.add(other.bytesWritten));
  }
}
