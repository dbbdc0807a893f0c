package io.memorydblocal.provisioning;

import java.util.Arrays;
import java.util.Optional;

/** The types of resources that have an ARN, with the word that stands for each in it. */
public enum ResourceType {
  CLUSTER("cluster"),
  ACL("acl"),
  USER("user"),
  PARAMETER_GROUP("parametergroup"),
  SUBNET_GROUP("subnetgroup"),
  SNAPSHOT("snapshot"),
  RESERVED_NODE("reservednode"),
  MULTI_REGION_CLUSTER("multiregioncluster"),
  MULTI_REGION_PARAMETER_GROUP("multiregionparametergroup");

  private final String arnWord;

  ResourceType(String arnWord) {
    this.arnWord = arnWord;
  }

  /** The type that a word in an ARN stands for, if any. */
  static Optional<ResourceType> ofArnWord(String word) {
    return Arrays.stream(values()).filter(type -> type.arnWord.equals(word)).findFirst();
  }

  String arnWord() {
    return arnWord;
  }
}
