package io.memorydblocal.api.engine;

import io.memorydblocal.api.engine.EngineShapes.DescribeEngineVersionsRequest;
import io.memorydblocal.api.engine.EngineShapes.DescribeEngineVersionsResponse;
import io.memorydblocal.api.engine.EngineShapes.EngineVersionInfo;
import io.memorydblocal.api.operation.AwsOperation;
import io.memorydblocal.api.operation.Caller;
import io.memorydblocal.api.operation.Operations;
import io.memorydblocal.api.operation.Paging;
import io.memorydblocal.api.operation.Paging.Page;
import io.memorydblocal.provisioning.catalog.EngineRelease;
import io.memorydblocal.provisioning.catalog.EngineVersions;
import jakarta.validation.Valid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operation on engine versions. */
@Operations
public class EngineOperations {

  private final EngineVersions engineVersions;
  private final Paging paging;

  EngineOperations(EngineVersions engineVersions, Paging paging) {
    this.engineVersions = engineVersions;
    this.paging = paging;
  }

  /**
   * A page of the versions that clusters may run. An engine that isn't offered is refused; a
   * version or family that isn't has no rows. AWS states neither.
   */
  @AwsOperation("DescribeEngineVersions")
  public DescribeEngineVersionsResponse describeEngineVersions(
      @Valid DescribeEngineVersionsRequest request, Caller caller) {
    List<EngineVersionInfo> found =
        engineVersions.offered(request.engine()).stream()
            .filter(
                release ->
                    !Boolean.TRUE.equals(request.defaultOnly())
                        || engineVersions.isDefault(release))
            .map(this::describe)
            .filter(version -> fits(request.engineVersion(), version.engineVersion()))
            .filter(version -> fits(request.parameterGroupFamily(), version.parameterGroupFamily()))
            .toList();
    Page<EngineVersionInfo> page =
        paging.page(
            "DescribeEngineVersions %s %s %s %s"
                .formatted(
                    request.engine(),
                    request.engineVersion(),
                    request.parameterGroupFamily(),
                    request.defaultOnly()),
            request.maxResults(),
            request.nextToken(),
            found,
            version -> version.engine() + " " + version.engineVersion());
    return new DescribeEngineVersionsResponse(page.nextToken(), page.items());
  }

  private static boolean fits(@Nullable String wanted, String actual) {
    return wanted == null || wanted.equals(actual);
  }

  private EngineVersionInfo describe(EngineRelease release) {
    return new EngineVersionInfo(
        release.engine(),
        release.engineVersion(),
        release.enginePatchVersion(),
        engineVersions.parameterFamily(release));
  }
}
