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
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Tags as REST resources, by the ARN of what has them. */
@RestResource
@RequestMapping("/v1/tags")
class TagController {

  private final TagOperations tags;

  TagController(TagOperations tags) {
    this.tags = tags;
  }

  @GetMapping("/{*resourceArn}")
  ListTagsResponse list(
      @FromRequest ListTagsRequest request, @AuthenticationPrincipal Caller caller) {
    return tags.listTags(request, caller);
  }

  @PostMapping("/{*resourceArn}")
  TagResourceResponse add(
      @FromRequest TagResourceRequest request, @AuthenticationPrincipal Caller caller) {
    return tags.tagResource(request, caller);
  }

  @DeleteMapping("/{*resourceArn}")
  UntagResourceResponse remove(
      @FromRequest UntagResourceRequest request, @AuthenticationPrincipal Caller caller) {
    return tags.untagResource(request, caller);
  }
}
