package io.memorydblocal.provisioning.snapshot;

import io.memorydblocal.dataplane.Slots;
import io.memorydblocal.dataplane.rdb.RdbSource;
import io.memorydblocal.provisioning.cluster.Cluster;
import io.memorydblocal.provisioning.cluster.Restore;
import io.memorydblocal.provisioning.cluster.RestoreContent;
import io.memorydblocal.provisioning.objectstore.ObjectStores;
import io.memorydblocal.provisioning.snapshot.SnapshotContents.ClearFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.springframework.stereotype.Component;

/** Gives new clusters the data of snapshots, and those of RDB files in customers' buckets. */
@Component
class SnapshotRestoreContent implements RestoreContent {

  private static final String ARN_HEAD = ":s3:::";

  private final SnapshotContents contents;
  private final ObjectStores stores;

  SnapshotRestoreContent(SnapshotContents contents, ObjectStores stores) {
    this.contents = contents;
    this.stores = stores;
  }

  @Override
  public List<Part> of(Cluster cluster, Restore restore) throws IOException {
    if (restore.snapshotId() == null) {
      return restore.files().stream()
          .map(arn -> new Part(file(arn, cluster.scope().region()), null))
          .toList();
    }
    return contents.read(restore.snapshotId()).entrySet().stream()
        .map(
            entry ->
                new Part(
                    named("the file of shard " + entry.getKey().shard(), entry.getValue()),
                    Slots.parse(entry.getKey().slots())))
        .toList();
  }

  /** An S3 ARN is {@code arn:aws:s3:::bucket/key}. */
  private RdbSource file(String arn, String region) {
    String path = arn.substring(arn.indexOf(ARN_HEAD) + ARN_HEAD.length());
    int slash = path.indexOf('/');
    String bucket = path.substring(0, slash);
    String key = path.substring(slash + 1);
    return named(arn, () -> stores.bucket(bucket, region).get(key));
  }

  private static RdbSource named(String name, ClearFile file) {
    return new RdbSource() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public InputStream open() throws IOException {
        return file.open();
      }
    };
  }
}
