package io.memorydblocal.provisioning;

/** Amazon resource names: {@code arn:aws:memorydb:us-east-1:000000000000:cluster/demo}. */
public final class Arn {

  private Arn() {}

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

  private static String partition(String region) {
    if (region.startsWith("cn-")) {
      return "aws-cn";
    }
    return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  }
}
