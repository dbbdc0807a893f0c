package io.memorydblocal.provisioning;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How resources come to run.
 *
 * @param concurrency how many resources are reconciled at the same time
 * @param resync how often a cluster is looked at although nothing was asked
 * @param sampling how often the counters of all engines are read for whoever collects metrics
 * @param quota how much there may be, per account and region
 * @param vpcs the networks that exist; none listed, any subnet and security group is taken
 */
@Validated
@ConfigurationProperties("memorydb.provisioning")
public record ProvisioningProperties(
    @Positive @DefaultValue("64") int concurrency,
    @NotNull @DefaultValue("30s") Duration resync,
    @NotNull @DefaultValue("10s") Duration sampling,
    @Valid @DefaultValue Quota quota,
    @DefaultValue List<@Valid Vpc> vpcs) {

  /**
   * A VPC that clusters may be in.
   *
   * @param id such as {@code vpc-0123456789abcdef0}
   * @param region where it is
   * @param subnets its subnets
   * @param securityGroups the ids of its security groups
   */
  public record Vpc(
      @NotBlank String id,
      @NotBlank String region,
      @NotEmpty List<@Valid Subnet> subnets,
      @DefaultValue List<String> securityGroups) {}

  /**
   * A subnet of a VPC.
   *
   * @param id such as {@code subnet-0123456789abcdef0}
   * @param zone its availability zone, such as {@code us-east-1a}
   */
  public record Subnet(@NotBlank String id, @NotBlank String zone) {}

  /**
   * AWS's quotas, with its default values.
   *
   * @param nodesPerRegion nodes of all clusters
   * @param nodesPerCluster nodes of one cluster
   * @param shardsPerCluster shards of one cluster
   * @param users users
   * @param acls access control lists
   * @param usersPerAcl users of one access control list
   * @param parameterGroups parameter groups, the default ones included
   * @param subnetGroups subnet groups
   * @param subnetsPerGroup subnets of one subnet group
   * @param snapshotsPerClusterAndDay manual snapshots of one cluster within 24 hours
   * @param reservedNodes reserved nodes
   * @param clusters clusters, and multi-Region clusters of an account
   * @param failoversPerDay calls of FailoverShard within 24 hours
   * @param regionsPerMultiRegionCluster members of one multi-Region cluster
   * @param tagsPerResource tags of one resource
   */
  public record Quota(
      @Positive @DefaultValue("300") int nodesPerRegion,
      @Positive @DefaultValue("90") int nodesPerCluster,
      @Positive @DefaultValue("500") int shardsPerCluster,
      @Positive @DefaultValue("2000") int users,
      @Positive @DefaultValue("200") int acls,
      @Positive @DefaultValue("100") int usersPerAcl,
      @Positive @DefaultValue("300") int parameterGroups,
      @Positive @DefaultValue("300") int subnetGroups,
      @Positive @DefaultValue("20") int subnetsPerGroup,
      @Positive @DefaultValue("20") int snapshotsPerClusterAndDay,
      @Positive @DefaultValue("300") int reservedNodes,
      @Positive @DefaultValue("300") int clusters,
      @Positive @DefaultValue("5") int failoversPerDay,
      @Positive @DefaultValue("5") int regionsPerMultiRegionCluster,
      @Positive @DefaultValue("50") int tagsPerResource) {}
}
