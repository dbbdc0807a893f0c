package io.memorydblocal.api.awsjson;

import java.util.Locale;
import tools.jackson.databind.PropertyNamingStrategies.NamingBase;

/** Members as AWS writes them: {@code clusterName} is ClusterName, {@code aclName} is ACLName. */
final class AwsNaming extends NamingBase {

  private static final long serialVersionUID = 1L;

  @Override
  public String translate(String name) {
    return awsName(name);
  }

  /** The member for a record component. */
  static String awsName(String name) {
    for (String acronym : new String[] {"acl", "arn", "tls"}) {
      if (name.startsWith(acronym)) {
        return acronym.toUpperCase(Locale.ROOT) + name.substring(acronym.length());
      }
    }
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}
