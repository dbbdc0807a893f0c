package io.memorydblocal.provisioning;

/** The types of resources that have an ARN, with the word that stands for each in it. */
public enum ResourceType {
  CLUSTER("cluster"),
  ACL("acl"),
  USER("user");

  private final String arnWord;

  ResourceType(String arnWord) {
    this.arnWord = arnWord;
  }

  String arnWord() {
    return arnWord;
  }
}
