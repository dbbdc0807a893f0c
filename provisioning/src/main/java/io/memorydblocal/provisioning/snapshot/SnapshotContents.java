package io.memorydblocal.provisioning.snapshot;

import io.memorydblocal.provisioning.encryption.DamagedContentException;
import io.memorydblocal.provisioning.encryption.DataKey;
import io.memorydblocal.provisioning.encryption.DataKeys;
import io.memorydblocal.provisioning.objectstore.ObjectStore;
import io.memorydblocal.provisioning.objectstore.ObjectStore.Content;
import io.memorydblocal.provisioning.objectstore.ObjectStores;
import io.memorydblocal.provisioning.snapshot.SnapshotManifest.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The data of snapshots: an encrypted RDB file for each shard, and a manifest. Whatever is begun
 * here may be cut short and begun again.
 */
@Component
class SnapshotContents {

  private static final String MANIFEST = "manifest.json";

  private final ObjectStores stores;
  private final DataKeys keys;
  private final ObjectMapper json =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  SnapshotContents(ObjectStores stores, DataKeys keys) {
    this.stores = stores;
    this.keys = keys;
  }

  /**
   * Writes a content.
   *
   * @param rdbs what writes the RDB file of each shard, by the shard's name
   * @return the bytes of each shard's file, by the shard's name
   */
  Map<String, Long> write(Snapshot snapshot, Map<String, Content> rdbs) throws IOException {
    ObjectStore store = stores.ofSnapshots();
    // One that a run before a crash has written would not fit what is written now.
    store.delete(key(snapshot.id(), MANIFEST));
    DataKey key = keys.generate(snapshot.kmsKeyId(), snapshot.id().toString());
    List<File> files = new ArrayList<>();
    Map<String, Long> sizes = new HashMap<>();
    for (SnapshotShard shard : snapshot.shards()) {
      Content rdb = Objects.requireNonNull(rdbs.get(shard.name()));
      File file = write(store, key, snapshot.id(), shard, rdb);
      files.add(file);
      sizes.put(shard.name(), file.size());
    }
    SnapshotManifest manifest =
        new SnapshotManifest(
            SnapshotManifest.FORMAT,
            snapshot.arn(),
            snapshot.configuration(),
            key.wrapped(),
            files);
    store.put(key(snapshot.id(), MANIFEST), out -> out.write(json.writeValueAsBytes(manifest)));
    return sizes;
  }

  private static File write(
      ObjectStore store, DataKey key, UUID snapshotId, SnapshotShard shard, Content rdb)
      throws IOException {
    File unwritten = new File(shard.name(), shard.slots(), key(snapshotId, fileOf(shard)), 0, "");
    List<File> written = new ArrayList<>();
    store.put(
        unwritten.key(),
        out -> {
          try (OutputStream encrypted = key.encrypt(out, unwritten.contentName());
              SummingOutput summing = new SummingOutput(encrypted)) {
            rdb.writeTo(summing);
            Sha256 sum = summing.sum();
            written.add(
                new File(shard.name(), shard.slots(), unwritten.key(), sum.size(), sum.sum()));
          }
        });
    return written.getFirst();
  }

  /** True when everything is written. */
  boolean isComplete(Snapshot snapshot) throws IOException {
    return stores.ofSnapshots().exists(key(snapshot.id(), MANIFEST));
  }

  /**
   * The files of a content, with what writes each in clear.
   *
   * @throws DamagedContentException when it has no manifest, or none that can be read
   */
  Map<File, ClearFile> read(UUID snapshotId) throws IOException {
    SnapshotManifest manifest = manifest(snapshotId);
    DataKey key = keys.open(manifest.key(), snapshotId.toString());
    Map<File, ClearFile> files = new LinkedHashMap<>();
    for (File file : manifest.files()) {
      files.put(
          file,
          () ->
              new VerifiedInput(
                  key.decrypt(stores.ofSnapshots().get(file.key()), file.contentName()), file));
    }
    return files;
  }

  /** Opens a file that is kept encrypted. */
  interface ClearFile {
    InputStream open() throws IOException;
  }

  /** Deletes whatever there is of a content. */
  void delete(Snapshot snapshot) throws IOException {
    ObjectStore store = stores.ofSnapshots();
    store.delete(key(snapshot.id(), MANIFEST));
    for (SnapshotShard shard : snapshot.shards()) {
      store.delete(key(snapshot.id(), fileOf(shard)));
    }
  }

  private SnapshotManifest manifest(UUID snapshotId) throws IOException {
    try (InputStream in = stores.ofSnapshots().get(key(snapshotId, MANIFEST))) {
      SnapshotManifest manifest = json.readValue(in, SnapshotManifest.class);
      if (manifest.format() != SnapshotManifest.FORMAT) {
        throw new DamagedContentException("The manifest has the unknown form " + manifest.format());
      }
      return manifest;
    } catch (NoSuchFileException e) {
      throw new DamagedContentException("The snapshot has no data.", e);
    } catch (JacksonException e) {
      throw new DamagedContentException("The snapshot's manifest is damaged.", e);
    }
  }

  private static String fileOf(SnapshotShard shard) {
    return shard.name() + ".rdb";
  }

  private static String key(UUID snapshotId, String name) {
    return "%s/%s".formatted(snapshotId, name);
  }
}
