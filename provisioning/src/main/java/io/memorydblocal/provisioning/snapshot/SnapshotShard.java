package io.memorydblocal.provisioning.snapshot;

import io.memorydblocal.provisioning.cluster.Shard;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The part of a snapshot that is one shard's.
 *
 * @param name the shard's name, such as {@code 0001}
 * @param slots the slots it served, such as {@code 0-5461}
 * @param replicaCount how many replicas it had
 * @param nodeName the node it is taken from
 * @param takenAt when it was taken; absent until then
 * @param size bytes of its data; absent until it was taken
 */
@Embeddable
public record SnapshotShard(
    String name,
    String slots,
    int replicaCount,
    String nodeName,
    @Column @Nullable Instant takenAt,
    @Nullable Long size) {

  /** A shard that is yet to be taken, from its first node unless another one is chosen. */
  static SnapshotShard toTake(Shard shard) {
    return new SnapshotShard(
        shard.name(),
        shard.slotRanges(),
        shard.nodes().size() - 1,
        shard.nodes().getFirst().name(),
        null,
        null);
  }

  /** How many bytes of it are kept: none until it was taken. */
  long storedBytes() {
    return size == null ? 0 : size;
  }

  SnapshotShard taken(String fromNode, long bytes, Instant now) {
    return new SnapshotShard(name, slots, replicaCount, fromNode, now, bytes);
  }
}
