package io.memorydblocal.provisioning.network;

import static io.memorydblocal.provisioning.Fault.INVALID_PARAMETER_VALUE;
import static io.memorydblocal.provisioning.Fault.INVALID_SUBNET;
import static io.memorydblocal.provisioning.Fault.INVALID_VPC_NETWORK_STATE;
import static io.memorydblocal.provisioning.Fault.SUBNET_NOT_ALLOWED;

import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.ProvisioningProperties;
import io.memorydblocal.provisioning.ProvisioningProperties.Vpc;
import io.memorydblocal.provisioning.Scope;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The VPCs, subnets and security groups there are: those of the configuration or, if it has none,
 * every well-formed one. Then each account has one VPC in each region, and a subnet's id decides
 * which zone it is in, so that the same id always means the same.
 */
@Component
public class Networks {

  private static final Pattern SUBNET_ID = Pattern.compile("subnet-[0-9a-zA-Z-]{1,40}");
  private static final List<String> ZONES = List.of("a", "b", "c");
  private static final int ID_DIGITS = 17;

  private final List<Vpc> vpcs;

  Networks(ProvisioningProperties properties) {
    this.vpcs = properties.vpcs();
  }

  /**
   * Subnets of one VPC.
   *
   * @param vpcId the VPC
   * @param subnets in the order of their ids
   */
  public record Location(String vpcId, List<Subnet> subnets) {}

  /**
   * Where subnets are.
   *
   * @throws MemoryDbException InvalidSubnet for one that doesn't exist or is in another VPC than
   *     the others, SubnetNotAllowedFault for one in a zone without MemoryDB
   */
  public Location locate(Scope scope, Collection<String> subnetIds) {
    List<Location> found =
        subnetIds.stream().distinct().sorted().map(id -> locate(scope, id)).toList();
    List<String> vpcIds = found.stream().map(Location::vpcId).distinct().toList();
    if (vpcIds.size() != 1) {
      throw new MemoryDbException(
          INVALID_SUBNET,
          "The subnets must be in the same VPC; these are in %s."
              .formatted(String.join(", ", vpcIds)));
    }
    return new Location(
        vpcIds.getFirst(), found.stream().flatMap(each -> each.subnets().stream()).toList());
  }

  /** The subnets of the VPC that a cluster is in when it doesn't say: one in each zone. */
  public Location standard(Scope scope) {
    return vpcsOf(scope)
        .findFirst()
        .map(vpc -> new Location(vpc.id(), vpc.subnets().stream().map(Networks::subnet).toList()))
        .orElseGet(
            () ->
                new Location(
                    id("vpc-", scope, ""),
                    ZONES.stream()
                        .map(zone -> new Subnet(id("subnet-", scope, zone), scope.region() + zone))
                        .toList()));
  }

  /**
   * Does nothing when the security groups exist in a VPC.
   *
   * @throws MemoryDbException InvalidParameterValueException for one that doesn't exist,
   *     InvalidVPCNetworkStateFault for one of another VPC
   */
  public void requireSecurityGroups(Scope scope, String vpcId, Collection<String> ids) {
    if (vpcs.isEmpty()) {
      return;
    }
    for (String id : ids) {
      Vpc vpc =
          vpcsOf(scope)
              .filter(each -> each.securityGroups().contains(id))
              .findFirst()
              .orElseThrow(
                  () ->
                      new MemoryDbException(
                          INVALID_PARAMETER_VALUE, "Security group %s not found.".formatted(id)));
      if (!vpc.id().equals(vpcId)) {
        throw new MemoryDbException(
            INVALID_VPC_NETWORK_STATE,
            "Security group %s is in %s, the subnet group in %s.".formatted(id, vpc.id(), vpcId));
      }
    }
  }

  private Location locate(Scope scope, String subnetId) {
    if (!SUBNET_ID.matcher(subnetId).matches()) {
      throw new MemoryDbException(
          INVALID_SUBNET, "'%s' is not the id of a subnet.".formatted(subnetId));
    }
    if (vpcs.isEmpty()) {
      String zone = ZONES.get(Math.floorMod(subnetId.hashCode(), ZONES.size()));
      return new Location(
          id("vpc-", scope, ""), List.of(new Subnet(subnetId, scope.region() + zone)));
    }
    for (Vpc vpc : vpcsOf(scope).toList()) {
      for (ProvisioningProperties.Subnet each : vpc.subnets()) {
        if (each.id().equals(subnetId)) {
          return new Location(vpc.id(), List.of(allowed(scope, subnet(each))));
        }
      }
    }
    throw new MemoryDbException(INVALID_SUBNET, "Subnet %s not found.".formatted(subnetId));
  }

  /** MemoryDB is in the zones of a region, not in local zones or those of another region. */
  private static Subnet allowed(Scope scope, Subnet subnet) {
    if (!subnet.zone().matches(Pattern.quote(scope.region()) + "[a-z]")) {
      throw new MemoryDbException(
          SUBNET_NOT_ALLOWED,
          "Subnet %s is in %s, where there is no MemoryDB.".formatted(subnet.id(), subnet.zone()));
    }
    return subnet;
  }

  private Stream<Vpc> vpcsOf(Scope scope) {
    return vpcs.stream().filter(vpc -> vpc.region().equals(scope.region()));
  }

  private static Subnet subnet(ProvisioningProperties.Subnet configured) {
    return new Subnet(configured.id(), configured.zone());
  }

  private static String id(String prefix, Scope scope, String zone) {
    String name = prefix + scope.accountId() + scope.region() + zone;
    return prefix
        + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
            .toString()
            .replace("-", "")
            .substring(0, ID_DIGITS);
  }
}
