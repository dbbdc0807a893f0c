package io.memorydblocal.api.parametergroup;

import io.memorydblocal.api.operation.Names;
import io.memorydblocal.api.operation.Paging;
import io.memorydblocal.api.operation.TagShapes;
import io.memorydblocal.api.operation.TagShapes.Tag;
import io.memorydblocal.api.rest.Paged;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shapes of the operations on parameter groups; names and members as in the AWS service model. */
public final class ParameterGroupShapes {

  /** So many parameters can be changed at once. */
  static final int MAX_CHANGES = 20;

  private ParameterGroupShapes() {}

  /** Asks for a new group. */
  public record CreateParameterGroupRequest(
      @NotNull @Pattern(regexp = Names.LONG) String parameterGroupName,
      @NotNull String family,
      @Nullable @Size(max = 255) String description,
      @Nullable @Size(max = TagShapes.MAX_LISTED) List<@NotNull @Valid Tag> tags) {}

  /** The group as it was created. */
  public record CreateParameterGroupResponse(ParameterGroup parameterGroup) {}

  /** Asks for one group or a page of all. */
  public record DescribeParameterGroupsRequest(
      @Nullable String parameterGroupName,
      @Nullable @Min(Paging.MIN_RESULTS) @Max(Paging.MAX_RESULTS) Integer maxResults,
      @Nullable String nextToken) {}

  /** Groups. */
  public record DescribeParameterGroupsResponse(
      @Nullable String nextToken, List<ParameterGroup> parameterGroups) implements Paged {}

  /** Asks for a page of a group's parameters. */
  public record DescribeParametersRequest(
      @NotNull String parameterGroupName,
      @Nullable @Min(Paging.MIN_RESULTS) @Max(Paging.MAX_RESULTS) Integer maxResults,
      @Nullable String nextToken) {}

  /** Parameters. */
  public record DescribeParametersResponse(@Nullable String nextToken, List<Parameter> parameters)
      implements Paged {}

  /** Asks for other values. */
  public record UpdateParameterGroupRequest(
      @NotNull String parameterGroupName,
      @NotNull @Size(min = 1, max = MAX_CHANGES)
          List<@NotNull @Valid ParameterNameValue> parameterNameValues) {}

  /** The group whose values were changed. */
  public record UpdateParameterGroupResponse(ParameterGroup parameterGroup) {}

  /** Asks for the family's values, for all parameters or for some. */
  public record ResetParameterGroupRequest(
      @NotNull String parameterGroupName,
      @Nullable Boolean allParameters,
      @Nullable @Size(min = 1, max = MAX_CHANGES) List<@NotNull String> parameterNames) {}

  /** The group whose values were reset. */
  public record ResetParameterGroupResponse(ParameterGroup parameterGroup) {}

  /** Asks for the end of a group. */
  public record DeleteParameterGroupRequest(@NotNull String parameterGroupName) {}

  /** The group as it was. */
  public record DeleteParameterGroupResponse(ParameterGroup parameterGroup) {}

  /** A parameter and the value it is to have. */
  public record ParameterNameValue(@NotNull String parameterName, @NotNull String parameterValue) {}

  /** A parameter group. */
  public record ParameterGroup(
      String name, String family, @Nullable String description, String arn) {}

  /** A parameter with its value in a group. */
  public record Parameter(
      String name,
      @Nullable String value,
      String description,
      String dataType,
      @Nullable String allowedValues,
      String minimumEngineVersion) {}
}
