package io.memorydblocal.provisioning.cluster;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the first data of a cluster are: a snapshot's, or those of RDB files in S3.
 *
 * @param snapshotId the snapshot, which may be gone once the cluster has served
 * @param snapshotName its name
 * @param snapshotArns the files, as S3 ARNs
 */
@Embeddable
public record Restore(
    @Column(name = "restored_snapshot_id") @Nullable UUID snapshotId,
    @Column(name = "restored_snapshot_name") @Nullable String snapshotName,
    @Column(name = "restored_snapshot_arns") @Nullable List<String> snapshotArns) {

  /** From a snapshot. */
  public static Restore ofSnapshot(UUID id, String name) {
    return new Restore(id, name, null);
  }

  /** From files in S3. */
  public static Restore ofFiles(List<String> arns) {
    return new Restore(null, null, List.copyOf(arns));
  }

  /** What a user calls it. */
  String source() {
    return snapshotName != null ? snapshotName : String.join(", ", files());
  }

  /** The S3 ARNs of its files, if it has any. */
  public List<String> files() {
    return snapshotArns == null ? List.of() : snapshotArns;
  }
}
