package io.memorydblocal.provisioning;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How resources come to run.
 *
 * @param concurrency how many resources are reconciled at the same time
 * @param resync how often a cluster is looked at although nothing was asked
 * @param quota how much there may be, per account and region
 */
@Validated
@ConfigurationProperties("memorydb.provisioning")
public record ProvisioningProperties(
    @Positive @DefaultValue("64") int concurrency,
    @NotNull @DefaultValue("30s") Duration resync,
    @Valid @DefaultValue Quota quota) {

  /**
   * AWS's quotas, with its default values.
   *
   * @param nodesPerRegion nodes of all clusters
   * @param nodesPerCluster nodes of one cluster
   * @param shardsPerCluster shards of one cluster
   * @param users users
   * @param acls access control lists
   * @param usersPerAcl users of one access control list
   */
  public record Quota(
      @Positive @DefaultValue("300") int nodesPerRegion,
      @Positive @DefaultValue("90") int nodesPerCluster,
      @Positive @DefaultValue("500") int shardsPerCluster,
      @Positive @DefaultValue("2000") int users,
      @Positive @DefaultValue("200") int acls,
      @Positive @DefaultValue("100") int usersPerAcl) {}
}
