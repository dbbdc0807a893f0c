package io.memorydblocal.api.tag;

import io.memorydblocal.api.operation.Caller;
import io.memorydblocal.api.rest.FromRequest;
import io.memorydblocal.api.rest.RestResource;
import io.memorydblocal.api.tag.TaggingShapes.ListTagsRequest;
import io.memorydblocal.api.tag.TaggingShapes.ListTagsResponse;
import io.memorydblocal.api.tag.TaggingShapes.TagResourceRequest;
import io.memorydblocal.api.tag.TaggingShapes.TagResourceResponse;
import io.memorydblocal.api.tag.TaggingShapes.UntagResourceRequest;
import io.memorydblocal.api.tag.TaggingShapes.UntagResourceResponse;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Tags as REST resources, by the ARN of what has them. */
@RestResource
@RequestMapping(path = "/v1/tags", produces = MediaType.APPLICATION_JSON_VALUE)
class TagController {

  private final TagOperations tags;

  TagController(TagOperations tags) {
    this.tags = tags;
  }

  @GetMapping("/{*resourceArn}")
  @Operation(summary = "The tags of a resource in any state")
  ListTagsResponse listTags(
      @FromRequest ListTagsRequest request, @AuthenticationPrincipal Caller caller) {
    return tags.listTags(request, caller);
  }

  @PostMapping("/{*resourceArn}")
  @Operation(summary = "Adds tags, or changes the values of those that are there")
  TagResourceResponse tagResource(
      @FromRequest TagResourceRequest request, @AuthenticationPrincipal Caller caller) {
    return tags.tagResource(request, caller);
  }

  @DeleteMapping("/{*resourceArn}")
  @Operation(
      summary = "Removes tags",
      description = "The answer has those that are left, as AWS's has, whatever the model says.")
  UntagResourceResponse untagResource(
      @FromRequest UntagResourceRequest request, @AuthenticationPrincipal Caller caller) {
    return tags.untagResource(request, caller);
  }
}
