package io.memorydblocal.api.subnetgroup;

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

/** Shapes of the operations on subnet groups; names and members as in the AWS service model. */
public final class SubnetGroupShapes {

  private SubnetGroupShapes() {}

  /** Asks for a new group. */
  public record CreateSubnetGroupRequest(
      @NotNull @Pattern(regexp = Names.LONG) String subnetGroupName,
      @Nullable @Size(max = 255) String description,
      @NotNull @Size(min = 1) List<@NotNull String> subnetIds,
      @Nullable @Size(max = TagShapes.MAX_LISTED) List<@NotNull @Valid Tag> tags) {}

  /** The group as it was created. */
  public record CreateSubnetGroupResponse(SubnetGroup subnetGroup) {}

  /** Asks for one group or a page of all. */
  public record DescribeSubnetGroupsRequest(
      @Nullable @Pattern(regexp = Names.LONG) String subnetGroupName,
      @Nullable @Min(Paging.MIN_RESULTS) @Max(Paging.MAX_RESULTS) Integer maxResults,
      @Nullable String nextToken) {}

  /** Groups. */
  public record DescribeSubnetGroupsResponse(
      @Nullable String nextToken, List<SubnetGroup> subnetGroups) implements Paged {}

  /** Asks for another description or other subnets. */
  public record UpdateSubnetGroupRequest(
      @NotNull @Pattern(regexp = Names.LONG) String subnetGroupName,
      @Nullable @Size(max = 255) String description,
      @Nullable @Size(min = 1) List<@NotNull String> subnetIds) {}

  /** The group as it was changed. */
  public record UpdateSubnetGroupResponse(SubnetGroup subnetGroup) {}

  /** Asks for the end of a group. */
  public record DeleteSubnetGroupRequest(
      @NotNull @Pattern(regexp = Names.LONG) String subnetGroupName) {}

  /** The group as it was. */
  public record DeleteSubnetGroupResponse(SubnetGroup subnetGroup) {}

  /** A subnet group. */
  public record SubnetGroup(
      String name,
      @Nullable String description,
      String vpcId,
      List<Subnet> subnets,
      String arn,
      List<String> supportedNetworkTypes) {}

  /** A subnet of a group. */
  public record Subnet(
      String identifier, AvailabilityZone availabilityZone, List<String> supportedNetworkTypes) {}

  /** Where a subnet is. */
  public record AvailabilityZone(String name) {}
}
