package io.memorydblocal.provisioning.access;

/** How a user proves who he is. */
public enum AuthenticationType {
  PASSWORD("password", "6.2"),
  IAM("iam", "7.0"),
  NO_PASSWORD("no-password", "6.0");

  private final String wireName;
  private final String minimumEngineVersion;

  AuthenticationType(String wireName, String minimumEngineVersion) {
    this.wireName = wireName;
    this.minimumEngineVersion = minimumEngineVersion;
  }

  /** The word for it in the API. */
  public String wireName() {
    return wireName;
  }

  /** The oldest engine that such a user can log in to. */
  String minimumEngineVersion() {
    return minimumEngineVersion;
  }
}
