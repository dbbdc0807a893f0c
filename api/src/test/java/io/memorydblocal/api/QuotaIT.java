package io.memorydblocal.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.memorydblocal.api.testing.AwsJsonClient;
import io.memorydblocal.api.testing.TestServer;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every quota is configuration, and what goes beyond it gets its own fault. */
class QuotaIT {

  private static final String QUOTA = "memorydb.provisioning.quota.";

  private final TestServer server =
      TestServer.start(
          QUOTA + "users=2",
          QUOTA + "acls=2",
          QUOTA + "parameter-groups=1",
          QUOTA + "subnet-groups=1",
          QUOTA + "nodes-per-region=4",
          QUOTA + "nodes-per-cluster=3",
          QUOTA + "shards-per-cluster=2",
          QUOTA + "reserved-nodes=1",
          QUOTA + "clusters=1",
          QUOTA + "tags-per-resource=1");

  private final AwsJsonClient client = new AwsJsonClient(server.endpoint());

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void refusesWhatGoesBeyond() {
    String user =
        "{\"UserName\":\"%s\",\"AccessString\":\"on\",\"AuthenticationMode\":{\"Type\":\"iam\"}}";
    succeeds("CreateUser", user.formatted("one"));
    fails("CreateUser", user.formatted("two"), "UserQuotaExceededFault");

    succeeds("CreateACL", "{\"ACLName\":\"one\"}");
    fails("CreateACL", "{\"ACLName\":\"two\"}", "ACLQuotaExceededFault");

    String group = "{\"ParameterGroupName\":\"%s\",\"Family\":\"memorydb_redis7\"}";
    succeeds("CreateParameterGroup", group.formatted("one"));
    fails("CreateParameterGroup", group.formatted("two"), "ParameterGroupQuotaExceededFault");

    String subnets = "{\"SubnetGroupName\":\"%s\",\"SubnetIds\":[\"subnet-1\"]}";
    succeeds("CreateSubnetGroup", subnets.formatted("one"));
    fails("CreateSubnetGroup", subnets.formatted("two"), "SubnetGroupQuotaExceededFault");

    String whole = "{\"MultiRegionClusterNameSuffix\":\"%s\",\"NodeType\":\"db.r7g.xlarge\"}";
    succeeds("CreateMultiRegionCluster", whole.formatted("one"));
    fails(
        "CreateMultiRegionCluster", whole.formatted("two"), "ClusterQuotaForCustomerExceededFault");

    fails(
        "TagResource",
        "{\"ResourceArn\":\"arn:aws:memorydb:us-east-1:000000000000:user/one\","
            + "\"Tags\":[{\"Key\":\"a\"},{\"Key\":\"b\"}]}",
        "TagQuotaPerResourceExceeded");
  }

  @Test
  void countsShardsAndNodes() {
    String cluster =
        "{\"ClusterName\":\"demo\",\"NodeType\":\"db.t4g.small\",\"ACLName\":\"open-access\","
            + "\"NumShards\":%d,\"NumReplicasPerShard\":%d}";
    fails("CreateCluster", cluster.formatted(3, 0), "ShardsPerClusterQuotaExceededFault");
    fails("CreateCluster", cluster.formatted(2, 1), "NodeQuotaForClusterExceededFault");
    succeeds("CreateCluster", cluster.formatted(2, 0));
    fails(
        "CreateCluster",
        cluster.formatted(1, 2).replace("demo", "more"),
        "NodeQuotaForCustomerExceededFault");
  }

  private void succeeds(String operation, String request) {
    HttpResponse<String> answer = client.call(operation, request);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private void fails(String operation, String request, String fault) {
    HttpResponse<String> answer = client.call(operation, request);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).contains(fault);
  }
}
