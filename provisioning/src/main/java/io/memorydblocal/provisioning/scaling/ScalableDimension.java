package io.memorydblocal.provisioning.scaling;

import io.memorydblocal.provisioning.cluster.Layout;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What of a cluster grows and shrinks. */
public enum ScalableDimension {
  /** The number of shards. */
  SHARDS,
  /** The number of replicas of every shard. */
  REPLICAS;

  /** How many a layout has. */
  public int of(Layout layout) {
    return this == SHARDS ? layout.shards() : layout.replicasPerShard();
  }

  /** The word for it in the API, such as {@code shards}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one with a word. */
  public static Optional<ScalableDimension> ofWireName(String word) {
    return Stream.of(values()).filter(each -> each.wireName().equals(word)).findFirst();
  }
}
