package io.memorydblocal.api.acl;

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

/**
 * Shapes of the operations on access control lists; names and members as in the AWS service model.
 */
public final class AclShapes {

  private AclShapes() {}

  /** Asks for a new list. */
  public record CreateACLRequest(
      @NotNull @Pattern(regexp = Names.SHORT) String aclName,
      @Nullable @Size(min = 1) List<@NotNull @Pattern(regexp = Names.SHORT) String> userNames,
      @Nullable @Size(max = TagShapes.MAX_LISTED) List<@NotNull @Valid Tag> tags) {}

  /** The list as it was created. */
  public record CreateACLResponse(ACL acl) {}

  /** Asks for one list or a page of all. */
  public record DescribeACLsRequest(
      @Nullable @Pattern(regexp = Names.SHORT) String aclName,
      @Nullable @Min(Paging.MIN_RESULTS) @Max(Paging.MAX_RESULTS) Integer maxResults,
      @Nullable String nextToken) {}

  /** Lists. */
  public record DescribeACLsResponse(List<ACL> acls, @Nullable String nextToken) implements Paged {}

  /** Asks for users to be added and removed. */
  public record UpdateACLRequest(
      @NotNull @Pattern(regexp = Names.SHORT) String aclName,
      @Nullable @Size(min = 1) List<@NotNull @Pattern(regexp = Names.SHORT) String> userNamesToAdd,
      @Nullable @Size(min = 1)
          List<@NotNull @Pattern(regexp = Names.SHORT) String> userNamesToRemove) {}

  /** The list as it is about to change. */
  public record UpdateACLResponse(ACL acl) {}

  /** Asks for the end of a list. */
  public record DeleteACLRequest(@NotNull @Pattern(regexp = Names.SHORT) String aclName) {}

  /** The list on its way out. */
  public record DeleteACLResponse(ACL acl) {}

  /** An access control list. */
  public record ACL(
      String name,
      String status,
      List<String> userNames,
      String minimumEngineVersion,
      @Nullable ACLPendingChanges pendingChanges,
      List<String> clusters,
      String arn) {}

  /** What is changing about a list. */
  public record ACLPendingChanges(
      @Nullable List<String> userNamesToRemove, @Nullable List<String> userNamesToAdd) {}
}
