package io.memorydblocal.api.engine;

import io.memorydblocal.api.operation.Paging;
import io.memorydblocal.api.rest.Paged;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shapes of the operation on engine versions; names and members as in the AWS service model. */
public final class EngineShapes {

  private EngineShapes() {}

  /** Asks for a page of the engine versions that clusters may run. */
  public record DescribeEngineVersionsRequest(
      @Nullable String engine,
      @Nullable String engineVersion,
      @Nullable String parameterGroupFamily,
      @Nullable @Min(Paging.MIN_RESULTS) @Max(Paging.MAX_RESULTS) Integer maxResults,
      @Nullable String nextToken,
      @Nullable Boolean defaultOnly) {}

  /** Engine versions. */
  public record DescribeEngineVersionsResponse(
      @Nullable String nextToken, List<EngineVersionInfo> engineVersions) implements Paged {}

  /** A version of an engine. */
  public record EngineVersionInfo(
      String engine,
      String engineVersion,
      String enginePatchVersion,
      String parameterGroupFamily) {}
}
