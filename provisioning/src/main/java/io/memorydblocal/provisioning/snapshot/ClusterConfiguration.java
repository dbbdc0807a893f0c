package io.memorydblocal.provisioning.snapshot;

import io.memorydblocal.provisioning.cluster.Cluster;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/**
 * What a cluster was like when a snapshot of it was asked for. Later changes of the cluster, and
 * its end, leave it as it is.
 *
 * @param name the cluster's name
 * @param snsTopicArn where the cluster's events were published, if anywhere
 */
@Embeddable
public record ClusterConfiguration(
    @Column(name = "cluster_name") String name,
    @Column(name = "cluster_description") @Nullable String description,
    String nodeType,
    boolean dataTiering,
    String engine,
    String engineVersion,
    String maintenanceWindow,
    @Column(name = "sns_topic_arn") @Nullable String snsTopicArn,
    int port,
    String parameterGroupName,
    String subnetGroupName,
    int snapshotRetentionLimit,
    String snapshotWindow,
    int numShards) {

  static ClusterConfiguration of(Cluster cluster) {
    return new ClusterConfiguration(
        cluster.name(),
        cluster.description(),
        cluster.storage().nodeType(),
        cluster.storage().dataTiering(),
        cluster.engine().engine(),
        cluster.engine().engineVersion(),
        cluster.upkeep().maintenanceWindow(),
        cluster.upkeep().snsTopicArn(),
        cluster.network().port(),
        cluster.parameterGroup().name(),
        cluster.network().subnetGroupName(),
        cluster.upkeep().snapshotRetentionLimit(),
        cluster.upkeep().snapshotWindow(),
        cluster.layout().shards());
  }
}
