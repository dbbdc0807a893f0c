package io.memorydblocal.provisioning.cluster;

import jakarta.persistence.Embeddable;
import java.util.List;

/**
 * How a cluster is reached. Of it, only the security groups change after creation.
 *
 * @param port where its nodes listen, if the machine has addresses enough to give each its own
 * @param tlsEnabled whether clients must speak TLS
 * @param networkType {@code ipv4}
 * @param ipDiscovery {@code ipv4}
 * @param subnetGroupName the subnet group it is in
 * @param securityGroupIds the security groups it is in
 */
@Embeddable
public record Network(
    int port,
    boolean tlsEnabled,
    String networkType,
    String ipDiscovery,
    String subnetGroupName,
    List<String> securityGroupIds) {

  Network withSecurityGroups(List<String> ids) {
    return new Network(port, tlsEnabled, networkType, ipDiscovery, subnetGroupName, ids);
  }
}
