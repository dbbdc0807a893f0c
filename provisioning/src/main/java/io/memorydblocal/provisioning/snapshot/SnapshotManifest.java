package io.memorydblocal.provisioning.snapshot;

import io.memorydblocal.provisioning.encryption.WrappedKey;
import java.util.List;

/**
 * Says of what a snapshot's content consists. It is written last: a content without one isn't
 * complete.
 *
 * @param format the version of this form
 * @param snapshot the snapshot's ARN
 * @param cluster what the cluster was like
 * @param key the key that all files are encrypted with
 * @param files one per shard
 */
record SnapshotManifest(
    int format, String snapshot, ClusterConfiguration cluster, WrappedKey key, List<File> files) {

  static final int FORMAT = 1;

  /**
   * An RDB file.
   *
   * @param shard the shard's name
   * @param slots the slots whose keys it has
   * @param key where it is in the store
   * @param size its bytes, before they were encrypted
   * @param sha256 their checksum, in hexadecimal digits
   */
  record File(String shard, String slots, String key, long size, String sha256) {

    /** What it is encrypted as: in another place, it can't be decrypted. */
    String contentName() {
      return "%s %s".formatted(key, slots);
    }
  }
}
