package io.memorydblocal.provisioning.cluster;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/**
 * How many nodes a cluster has.
 *
 * @param shards at least one
 * @param replicasPerShard the replicas of each shard's primary; may be none
 */
@Embeddable
public record Layout(
    @Column(name = "num_shards") int shards,
    @Column(name = "num_replicas_per_shard") int replicasPerShard) {

  public int nodesPerShard() {
    return replicasPerShard + 1;
  }

  public int nodes() {
    return shards * nodesPerShard();
  }
}
