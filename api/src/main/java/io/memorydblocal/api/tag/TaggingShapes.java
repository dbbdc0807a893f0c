package io.memorydblocal.api.tag;

import io.memorydblocal.api.operation.TagShapes;
import io.memorydblocal.api.operation.TagShapes.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** Shapes of the operations on tags; names and members as in the AWS service model. */
public final class TaggingShapes {

  private TaggingShapes() {}

  /** Asks for the tags of a resource. */
  public record ListTagsRequest(@NotNull String resourceArn) {}

  /** The tags of a resource. */
  public record ListTagsResponse(List<Tag> tagList) {}

  /** Gives a resource tags. */
  public record TagResourceRequest(
      @NotNull String resourceArn,
      @NotNull @Size(max = TagShapes.MAX_LISTED) List<@NotNull @Valid Tag> tags) {}

  /** All tags that the resource has then. */
  public record TagResourceResponse(List<Tag> tagList) {}

  /** Takes tags from a resource. */
  public record UntagResourceRequest(
      @NotNull String resourceArn, @NotNull List<@NotNull String> tagKeys) {}

  /** The tags that are left. */
  public record UntagResourceResponse(List<Tag> tagList) {}
}
