package io.memorydblocal.api.snapshot;

import io.memorydblocal.api.operation.Caller;
import io.memorydblocal.api.rest.Answers;
import io.memorydblocal.api.rest.FromRequest;
import io.memorydblocal.api.rest.RestResource;
import io.memorydblocal.api.snapshot.SnapshotShapes.CopySnapshotRequest;
import io.memorydblocal.api.snapshot.SnapshotShapes.CreateSnapshotRequest;
import io.memorydblocal.api.snapshot.SnapshotShapes.DeleteSnapshotRequest;
import io.memorydblocal.api.snapshot.SnapshotShapes.DescribeSnapshotsRequest;
import io.memorydblocal.api.snapshot.SnapshotShapes.DescribeSnapshotsResponse;
import io.memorydblocal.api.snapshot.SnapshotShapes.Snapshot;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Snapshots as REST resources. */
@RestResource
@RequestMapping("/v1/snapshots")
class SnapshotController {

  private final SnapshotOperations snapshots;

  SnapshotController(SnapshotOperations snapshots) {
    this.snapshots = snapshots;
  }

  @GetMapping("")
  DescribeSnapshotsResponse list(
      @FromRequest DescribeSnapshotsRequest request, @AuthenticationPrincipal Caller caller) {
    return snapshots.describeSnapshots(request, caller);
  }

  @PostMapping("")
  ResponseEntity<Snapshot> create(
      @FromRequest CreateSnapshotRequest request, @AuthenticationPrincipal Caller caller) {
    Snapshot created = snapshots.createSnapshot(request, caller).snapshot();
    return Answers.created("/v1/snapshots", created.name(), created);
  }

  @GetMapping("/{snapshotName}")
  Snapshot get(
      @FromRequest DescribeSnapshotsRequest request, @AuthenticationPrincipal Caller caller) {
    return Answers.one(snapshots.describeSnapshots(request, caller).snapshots());
  }

  @DeleteMapping("/{snapshotName}")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Snapshot delete(
      @FromRequest DeleteSnapshotRequest request, @AuthenticationPrincipal Caller caller) {
    return snapshots.deleteSnapshot(request, caller).snapshot();
  }

  @PostMapping("/{sourceSnapshotName}/copies")
  ResponseEntity<Snapshot> copy(
      @FromRequest CopySnapshotRequest request, @AuthenticationPrincipal Caller caller) {
    Snapshot created = snapshots.copySnapshot(request, caller).snapshot();
    return Answers.created("/v1/snapshots", created.name(), created);
  }
}
