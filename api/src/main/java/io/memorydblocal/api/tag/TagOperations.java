package io.memorydblocal.api.tag;

import static io.memorydblocal.provisioning.Fault.INVALID_ARN;

import io.memorydblocal.api.operation.AwsOperation;
import io.memorydblocal.api.operation.Caller;
import io.memorydblocal.api.operation.Operations;
import io.memorydblocal.api.operation.TagShapes;
import io.memorydblocal.api.tag.TaggingShapes.ListTagsRequest;
import io.memorydblocal.api.tag.TaggingShapes.ListTagsResponse;
import io.memorydblocal.api.tag.TaggingShapes.TagResourceRequest;
import io.memorydblocal.api.tag.TaggingShapes.TagResourceResponse;
import io.memorydblocal.api.tag.TaggingShapes.UntagResourceRequest;
import io.memorydblocal.api.tag.TaggingShapes.UntagResourceResponse;
import io.memorydblocal.provisioning.Arn;
import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.tag.Tags;
import jakarta.validation.Valid;

/** The operations on the tags of all resources. */
@Operations
public class TagOperations {

  private final Tags tags;
  private final TaggedResources resources;

  TagOperations(Tags tags, TaggedResources resources) {
    this.tags = tags;
    this.resources = resources;
  }

  /** The tags of a resource in any state. */
  @AwsOperation("ListTags")
  public ListTagsResponse listTags(@Valid ListTagsRequest request, Caller caller) {
    resources.require(parse(request.resourceArn(), caller));
    return new ListTagsResponse(TagShapes.listed(tags.of(request.resourceArn())));
  }

  /** Adds tags, or changes the values of those that are there. */
  @AwsOperation("TagResource")
  public TagResourceResponse tagResource(@Valid TagResourceRequest request, Caller caller) {
    String arn = request.resourceArn();
    change(arn, caller);
    tags.put(arn, TagShapes.byKey(request.tags()));
    return new TagResourceResponse(TagShapes.listed(tags.of(arn)));
  }

  /** Removes tags. The answer has those that are left, as AWS's has, whatever the model says. */
  @AwsOperation("UntagResource")
  public UntagResourceResponse untagResource(@Valid UntagResourceRequest request, Caller caller) {
    String arn = request.resourceArn();
    change(arn, caller);
    tags.remove(arn, request.tagKeys());
    return new UntagResourceResponse(TagShapes.listed(tags.of(arn)));
  }

  private void change(String text, Caller caller) {
    Arn arn = parse(text, caller);
    tags.hold(text);
    resources.requireChangeable(arn);
  }

  /** Only the caller's own resources, in the region that was asked or in none. */
  private static Arn parse(String text, Caller caller) {
    Arn arn =
        Arn.parse(text)
            .orElseThrow(
                () ->
                    new MemoryDbException(
                        INVALID_ARN,
                        "ResourceArn '%s' is not the ARN of a resource of MemoryDB."
                            .formatted(text)));
    if (!Arn.of(arn.scope(), arn.type(), arn.name()).equals(text)) {
      throw new MemoryDbException(
          INVALID_ARN, "ResourceArn '%s' is of another partition.".formatted(text));
    }
    boolean here = arn.scope().region().isEmpty() || arn.scope().equals(caller.scope());
    if (!here || !arn.scope().accountId().equals(caller.accountId())) {
      throw new MemoryDbException(
          INVALID_ARN,
          "ResourceArn '%s' is not of account %s in %s."
              .formatted(text, caller.accountId(), caller.region()));
    }
    return arn;
  }
}
