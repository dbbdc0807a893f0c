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
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Snapshots as REST resources. */
@RestResource
@RequestMapping(path = "/v1/snapshots", produces = MediaType.APPLICATION_JSON_VALUE)
class SnapshotController {

  private final SnapshotOperations snapshots;

  SnapshotController(SnapshotOperations snapshots) {
    this.snapshots = snapshots;
  }

  @GetMapping("")
  @Operation(
      summary =
          "One snapshot by name, or a page of those that pass the filters; with shards "
              + "if asked for")
  DescribeSnapshotsResponse describeSnapshots(
      @FromRequest DescribeSnapshotsRequest request, @AuthenticationPrincipal Caller caller) {
    return snapshots.describeSnapshots(request, caller);
  }

  @PostMapping("")
  @Operation(
      summary =
          "Accepts a snapshot of an available cluster, which is kept as it is until it "
              + "is taken")
  @ResponseStatus(HttpStatus.CREATED)
  ResponseEntity<Snapshot> createSnapshot(
      @FromRequest CreateSnapshotRequest request, @AuthenticationPrincipal Caller caller) {
    Snapshot created = snapshots.createSnapshot(request, caller).snapshot();
    return Answers.created("/v1/snapshots", created.name(), created);
  }

  @GetMapping("/{snapshotName}")
  @Operation(summary = "One by name")
  Snapshot getSnapshot(
      @FromRequest DescribeSnapshotsRequest request, @AuthenticationPrincipal Caller caller) {
    return Answers.one(snapshots.describeSnapshots(request, caller).snapshots());
  }

  @DeleteMapping("/{snapshotName}")
  @Operation(summary = "Begins to delete a snapshot; copies of it stay")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Snapshot deleteSnapshot(
      @FromRequest DeleteSnapshotRequest request, @AuthenticationPrincipal Caller caller) {
    return snapshots.deleteSnapshot(request, caller).snapshot();
  }

  @PostMapping("/{sourceSnapshotName}/copies")
  @Operation(summary = "Accepts a copy of an available snapshot, or its export to a bucket")
  @ResponseStatus(HttpStatus.CREATED)
  ResponseEntity<Snapshot> copySnapshot(
      @FromRequest CopySnapshotRequest request, @AuthenticationPrincipal Caller caller) {
    Snapshot created = snapshots.copySnapshot(request, caller).snapshot();
    return Answers.created("/v1/snapshots", created.name(), created);
  }
}
