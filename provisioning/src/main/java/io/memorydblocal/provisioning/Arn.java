package io.memorydblocal.provisioning;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Amazon resource names: {@code arn:aws:memorydb:us-east-1:000000000000:cluster/demo}.
 *
 * @param scope the account and region; the region is empty for what belongs to no region
 * @param type what kind of resource it names
 * @param name the resource's name
 */
public record Arn(Scope scope, ResourceType type, String name) {

  private static final Pattern FORM =
      Pattern.compile("arn:aws[a-z-]*:memorydb:([a-z0-9-]*):(\\d{12}):([a-z]+)/([^/\\s]+)");

  /** The ARN of a resource in its scope. */
  public static String of(Scope scope, ResourceType type, String name) {
    return "arn:%s:memorydb:%s:%s:%s/%s"
        .formatted(
            partition(scope.region()), scope.region(), scope.accountId(), type.arnWord(), name);
  }

  /**
   * The ARN of a key in the account and region of the scope.
   *
   * @param keyOrAlias its id, its alias, or its ARN, which stays what it is
   */
  public static String ofKey(Scope scope, String keyOrAlias) {
    if (keyOrAlias.startsWith("arn:")) {
      return keyOrAlias;
    }
    return "arn:%s:kms:%s:%s:%s"
        .formatted(
            partition(scope.region()),
            scope.region(),
            scope.accountId(),
            keyOrAlias.startsWith("alias/") ? keyOrAlias : "key/" + keyOrAlias);
  }

  /** The resource that a text names; empty when it isn't the ARN of one of MemoryDB's. */
  public static Optional<Arn> parse(String text) {
    Matcher match = FORM.matcher(text);
    return match.matches()
        ? ResourceType.ofArnWord(match.group(3))
            .map(type -> new Arn(new Scope(match.group(2), match.group(1)), type, match.group(4)))
        : Optional.empty();
  }

  private static String partition(String region) {
    if (region.startsWith("cn-")) {
      return "aws-cn";
    }
    return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  }
}
