package io.memorydblocal.provisioning.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.memorydblocal.provisioning.Fault;
import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.ProvisioningProperties;
import io.memorydblocal.provisioning.ProvisioningProperties.Vpc;
import io.memorydblocal.provisioning.Scope;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class NetworksTest {

  private static final Scope SCOPE = new Scope("000000000000", "us-east-1");

  private final Networks any = networks();
  private final Networks configured =
      networks(
          new Vpc(
              "vpc-1",
              "us-east-1",
              List.of(
                  new ProvisioningProperties.Subnet("subnet-a", "us-east-1a"),
                  new ProvisioningProperties.Subnet("subnet-lax", "us-west-2-lax-1a")),
              List.of("sg-1")),
          new Vpc(
              "vpc-2",
              "us-east-1",
              List.of(new ProvisioningProperties.Subnet("subnet-b", "us-east-1b")),
              List.of("sg-2")));

  @Test
  void takesAnySubnetAndAlwaysPutsItInTheSamePlace() {
    Networks.Location first = any.locate(SCOPE, List.of("subnet-0a1b2c3d", "subnet-0e5f6071"));

    assertThat(first).isEqualTo(any.locate(SCOPE, List.of("subnet-0e5f6071", "subnet-0a1b2c3d")));
    assertThat(first.vpcId()).matches("vpc-[0-9a-f]{17}");
    assertThat(first.subnets()).allMatch(subnet -> subnet.zone().matches("us-east-1[abc]"));
    assertThat(any.locate(new Scope("000000000000", "eu-west-1"), List.of("subnet-0a1b2c3d")))
        .as("another region has another VPC")
        .isNotEqualTo(any.locate(SCOPE, List.of("subnet-0a1b2c3d")));
    assertThat(any.standard(SCOPE).subnets())
        .extracting(Subnet::zone)
        .containsExactly("us-east-1a", "us-east-1b", "us-east-1c");
  }

  @Test
  void refusesWhatIsNoSubnet() {
    assertFault(Fault.INVALID_SUBNET, () -> any.locate(SCOPE, List.of("net-1")));
  }

  @Test
  void knowsOnlyTheConfiguredNetworks() {
    assertThat(configured.locate(SCOPE, List.of("subnet-a")).vpcId()).isEqualTo("vpc-1");
    assertThat(configured.standard(SCOPE).vpcId()).isEqualTo("vpc-1");
    assertFault(Fault.INVALID_SUBNET, () -> configured.locate(SCOPE, List.of("subnet-c")));
    assertFault(
        Fault.INVALID_SUBNET, () -> configured.locate(SCOPE, List.of("subnet-a", "subnet-b")));
    assertFault(Fault.SUBNET_NOT_ALLOWED, () -> configured.locate(SCOPE, List.of("subnet-lax")));
  }

  @Test
  void wantsSecurityGroupsOfTheSameVpc() {
    assertThatCode(() -> any.requireSecurityGroups(SCOPE, "vpc-1", List.of("sg-9")))
        .doesNotThrowAnyException();
    assertThatCode(() -> configured.requireSecurityGroups(SCOPE, "vpc-1", List.of("sg-1")))
        .doesNotThrowAnyException();
    assertFault(
        Fault.INVALID_PARAMETER_VALUE,
        () -> configured.requireSecurityGroups(SCOPE, "vpc-1", List.of("sg-9")));
    assertFault(
        Fault.INVALID_VPC_NETWORK_STATE,
        () -> configured.requireSecurityGroups(SCOPE, "vpc-1", List.of("sg-2")));
  }

  private static void assertFault(Fault fault, ThrowingCallable call) {
    assertThatExceptionOfType(MemoryDbException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.fault()).isEqualTo(fault));
  }

  private static Networks networks(Vpc... vpcs) {
    return new Networks(
        new ProvisioningProperties(
            8,
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            new ProvisioningProperties.Quota(
                300, 90, 500, 2000, 200, 100, 300, 300, 20, 20, 300, 300, 5, 5, 50),
            List.of(vpcs)));
  }
}
