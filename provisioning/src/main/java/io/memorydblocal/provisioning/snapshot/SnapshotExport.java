package io.memorydblocal.provisioning.snapshot;

import io.memorydblocal.provisioning.objectstore.ObjectStore;
import io.memorydblocal.provisioning.objectstore.ObjectStores;
import io.memorydblocal.provisioning.snapshot.SnapshotContents.ClearFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Writes the data of snapshots to customers' buckets, as RDB files that any engine reads. */
@Component
class SnapshotExport {

  private static final Logger LOG = LoggerFactory.getLogger(SnapshotExport.class);

  private final ObjectStores stores;
  private final SnapshotContents contents;

  SnapshotExport(ObjectStores stores, SnapshotContents contents) {
    this.stores = stores;
    this.contents = contents;
  }

  /** Writes a file for each shard: {@code name-0001.rdb} and so on. */
  void write(Snapshot export, UUID source) throws IOException {
    ObjectStore bucket = bucket(export);
    int number = 0;
    for (ClearFile file : contents.read(source).values()) {
      bucket.put(
          key(export, ++number),
          out -> {
            try (InputStream in = file.open()) {
              in.transferTo(out);
            }
          });
    }
  }

  /** Deletes what was written of an export that is given up, if the bucket lets it. */
  void delete(Snapshot export) {
    try {
      for (int number = 1; number <= export.shards().size(); number++) {
        bucket(export).delete(key(export, number));
      }
    } catch (IOException e) {
      LOG.warn("Files of the export {} may be left: {}", export.arn(), e.getMessage());
    }
  }

  private ObjectStore bucket(Snapshot export) {
    return stores.bucket(Objects.requireNonNull(export.targetBucket()), export.scope().region());
  }

  private static String key(Snapshot export, int number) {
    return "%s-%04d.rdb".formatted(export.name(), number);
  }
}
