package io.memorydblocal.api.cluster;

import static io.memorydblocal.provisioning.Fault.INVALID_PARAMETER_COMBINATION;
import static io.memorydblocal.provisioning.Fault.INVALID_PARAMETER_VALUE;

import io.memorydblocal.api.cluster.ClusterShapes.CreateClusterRequest;
import io.memorydblocal.api.operation.Names;
import io.memorydblocal.provisioning.CreationLock;
import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.ResourceType;
import io.memorydblocal.provisioning.Scope;
import io.memorydblocal.provisioning.cluster.Restore;
import io.memorydblocal.provisioning.snapshot.Snapshot;
import io.memorydblocal.provisioning.snapshot.SnapshotRepository;
import io.memorydblocal.provisioning.snapshot.SnapshotStatus;
import io.memorydblocal.provisioning.tag.Tags;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds out what a new cluster is to be restored from. Of the faults that CreateCluster declares,
 * none is for snapshots.
 */
@Component
class RestoreRequest {

  private static final Pattern FILE = Pattern.compile("arn:aws[a-z-]*:s3:::[A-Za-z0-9._-]+/[^,]+");

  private final SnapshotRepository snapshots;
  private final CreationLock lock;
  private final Tags tags;

  RestoreRequest(SnapshotRepository snapshots, CreationLock lock, Tags tags) {
    this.snapshots = snapshots;
    this.lock = lock;
    this.tags = tags;
  }

  /**
   * What a request names, which stays until the cluster is made; empty for a cluster without data.
   *
   * @throws MemoryDbException InvalidParameterValueException when it isn't there, or can't be used
   */
  Optional<Restore> source(CreateClusterRequest request, Scope scope) {
    List<String> files = request.snapshotArns();
    if (request.snapshotName() != null && files != null) {
      throw new MemoryDbException(
          INVALID_PARAMETER_COMBINATION, "Give either SnapshotName or SnapshotArns, not both.");
    }
    if (request.snapshotName() != null) {
      lock.acquire(scope, ResourceType.SNAPSHOT);
      Snapshot snapshot = available(request.snapshotName(), scope);
      requireTiering(snapshot, Boolean.TRUE.equals(request.dataTiering()));
      return Optional.of(Restore.ofSnapshot(snapshot.id(), snapshot.name()));
    }
    return files == null || files.isEmpty() ? Optional.empty() : Optional.of(files(files));
  }

  /** The tags of a cluster for which none are given. */
  Map<String, @Nullable String> tagsOf(Restore restore, Scope scope) {
    return restore.snapshotName() == null
        ? Map.of()
        : tags.of(snapshots.require(scope, restore.snapshotName()).arn());
  }

  private Snapshot available(String name, Scope scope) {
    Snapshot snapshot =
        snapshots
            .findByScopeAndName(scope, Names.normalise(name))
            .orElseThrow(
                () ->
                    new MemoryDbException(
                        INVALID_PARAMETER_VALUE, "Snapshot %s not found.".formatted(name)));
    if (snapshot.status() != SnapshotStatus.AVAILABLE) {
      throw new MemoryDbException(
          INVALID_PARAMETER_VALUE,
          "Snapshot %s has status %s which is not valid for a restore."
              .formatted(snapshot.name(), snapshot.status().wireName()));
    }
    return snapshot;
  }

  private static void requireTiering(Snapshot snapshot, boolean tiering) {
    if (snapshot.configuration().dataTiering() && !tiering) {
      throw new MemoryDbException(
          INVALID_PARAMETER_COMBINATION,
          "Snapshot %s can only be restored into a cluster with data tiering."
              .formatted(snapshot.name()));
    }
  }

  private static Restore files(List<String> arns) {
    for (String arn : arns) {
      if (!FILE.matcher(arn).matches()) {
        throw new MemoryDbException(
            INVALID_PARAMETER_VALUE,
            "SnapshotArns must be of the form arn:aws:s3:::bucket/object, without commas.");
      }
    }
    return Restore.ofFiles(arns);
  }
}
