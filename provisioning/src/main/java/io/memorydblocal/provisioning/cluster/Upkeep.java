package io.memorydblocal.provisioning.cluster;

import io.memorydblocal.provisioning.maintenance.MaintenanceWindow;
import io.memorydblocal.provisioning.maintenance.SnapshotWindow;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/**
 * How a cluster is looked after.
 *
 * @param maintenanceWindow a {@link MaintenanceWindow}
 * @param snapshotWindow a {@link SnapshotWindow}
 * @param snapshotRetentionLimit days that automatic snapshots are kept; none are made for 0
 * @param autoMinorVersionUpgrade whether new minor versions are taken by themselves
 * @param snsTopicArn where its events are published, if anywhere
 * @param snsTopicStatus {@code ACTIVE} or {@code INACTIVE}; none without a topic
 */
@Embeddable
public record Upkeep(
    String maintenanceWindow,
    String snapshotWindow,
    int snapshotRetentionLimit,
    boolean autoMinorVersionUpgrade,
    @Column(name = "sns_topic_arn") @Nullable String snsTopicArn,
    @Column(name = "sns_topic_status") @Nullable String snsTopicStatus) {}
