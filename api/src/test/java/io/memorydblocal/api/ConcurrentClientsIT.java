package io.memorydblocal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memorydblocal.api.testing.AwsJsonClient;
import io.memorydblocal.api.testing.TestServer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Eight clients do everything to the same few names at once. */
class ConcurrentClientsIT {

  private static final int CLIENTS = 8;
  private static final int CALLS = 150;
  private static final String ACCOUNT = "arn:aws:memorydb:us-east-1:000000000000:";

  private static final Map<String, String> REQUESTS =
      Map.ofEntries(
          Map.entry(
              "CreateUser",
              """
              {"UserName":"u%d","AccessString":"on ~* +@all","AuthenticationMode":{"Type":"iam"},
               "Tags":[{"Key":"born"}]}"""),
          Map.entry("UpdateUser", "{\"UserName\":\"u%d\",\"AccessString\":\"on ~a:* +get\"}"),
          Map.entry("DeleteUser", "{\"UserName\":\"u%d\"}"),
          Map.entry("CreateACL", "{\"ACLName\":\"a%d\",\"UserNames\":[\"u0\"]}"),
          Map.entry("UpdateACL", "{\"ACLName\":\"a%d\",\"UserNamesToAdd\":[\"u1\"]}"),
          Map.entry("DeleteACL", "{\"ACLName\":\"a%d\"}"),
          Map.entry(
              "CreateSubnetGroup", "{\"SubnetGroupName\":\"s%d\",\"SubnetIds\":[\"subnet-1\"]}"),
          Map.entry("UpdateSubnetGroup", "{\"SubnetGroupName\":\"s%d\",\"Description\":\"x\"}"),
          Map.entry("DeleteSubnetGroup", "{\"SubnetGroupName\":\"s%d\"}"),
          Map.entry(
              "CreateParameterGroup",
              "{\"ParameterGroupName\":\"p%d\",\"Family\":\"memorydb_redis7\"}"),
          Map.entry(
              "UpdateParameterGroup",
              """
              {"ParameterGroupName":"p%d",
               "ParameterNameValues":[{"ParameterName":"timeout","ParameterValue":"30"}]}"""),
          Map.entry(
              "ResetParameterGroup", "{\"ParameterGroupName\":\"p%d\",\"AllParameters\":true}"),
          Map.entry("DeleteParameterGroup", "{\"ParameterGroupName\":\"p%d\"}"),
          Map.entry(
              "TagResource",
              "{\"ResourceArn\":\""
                  + ACCOUNT
                  + "user/u%d\",\"Tags\":[{\"Key\":\"k\",\"Value\":\"v\"}]}"),
          Map.entry(
              "UntagResource", "{\"ResourceArn\":\"" + ACCOUNT + "user/u%d\",\"TagKeys\":[\"k\"]}"),
          Map.entry("ListTags", "{\"ResourceArn\":\"" + ACCOUNT + "user/u%d\"}"));

  private final TestServer server = TestServer.start();
  private final JsonMapper json = JsonMapper.builder().build();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void answersEachCallOrSaysWhyNot() throws Exception {
    Set<String> faults = ConcurrentHashMap.newKeySet();
    Set<String> strange = ConcurrentHashMap.newKeySet();
    together(
        number -> {
          AwsJsonClient client = new AwsJsonClient(server.endpoint());
          Random random = new Random(number);
          List<String> operations = List.copyOf(new TreeSet<>(REQUESTS.keySet()));
          for (int i = 0; i < CALLS; i++) {
            String operation = operations.get(random.nextInt(operations.size()));
            String request = request(operation, random.nextInt(2));
            HttpResponse<String> answer = client.call(operation, request);
            if (answer.statusCode() == 400) {
              faults.add(json.readTree(answer.body()).path("__type").asString());
            } else if (answer.statusCode() != 200) {
              strange.add(operation + " " + answer.statusCode() + " " + answer.body());
            }
          }
        });

    assertThat(strange).isEmpty();
    assertThat(faults)
        .as("what AWS would say")
        .contains("UserAlreadyExistsFault", "UserNotFoundFault", "ACLNotFoundFault")
        .isSubsetOf(
            "UserAlreadyExistsFault",
            "UserNotFoundFault",
            "InvalidUserStateFault",
            "ACLAlreadyExistsFault",
            "ACLNotFoundFault",
            "InvalidACLStateFault",
            "DuplicateUserNameFault",
            "SubnetGroupAlreadyExistsFault",
            "SubnetGroupNotFoundFault",
            "ParameterGroupAlreadyExistsFault",
            "ParameterGroupNotFoundFault",
            "TagNotFoundFault");
    assertEverythingSettles();
  }

  @Test
  void losesNoTagOfEightWhoTagAtOnce() throws Exception {
    AwsJsonClient first = new AwsJsonClient(server.endpoint());
    first.call("CreateUser", request("CreateUser", 0));
    String tag =
        "{\"ResourceArn\":\""
            + ACCOUNT
            + "user/u0\",\"Tags\":[{\"Key\":\"%d-%d\",\"Value\":\"v\"}]}";
    together(
        number -> {
          AwsJsonClient client = new AwsJsonClient(server.endpoint());
          for (int i = 0; i < 8; i++) {
            client.call("TagResource", tag.formatted(number, i));
          }
        });

    JsonNode tags =
        json.readTree(first.call("ListTags", request("ListTags", 0)).body()).path("TagList");
    assertThat(tags.size()).as("fifty of sixty-five fit").isEqualTo(50);
  }

  private static String request(String operation, int number) {
    return REQUESTS.getOrDefault(operation, "").formatted(number);
  }

  private void assertEverythingSettles() {
    AwsJsonClient client = new AwsJsonClient(server.endpoint());
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              assertThat(statuses(client, "DescribeUsers", "Users")).allMatch("active"::equals);
              assertThat(statuses(client, "DescribeACLs", "ACLs")).allMatch("active"::equals);
            });
  }

  private List<String> statuses(AwsJsonClient client, String operation, String members) {
    List<String> statuses = new ArrayList<>();
    json.readTree(client.call(operation, "{}").body())
        .path(members)
        .forEach(member -> statuses.add(member.path("Status").asString()));
    return statuses;
  }

  private interface Client {
    void run(int number) throws Exception;
  }

  private static void together(Client client) throws Exception {
    try (ExecutorService executor = Executors.newFixedThreadPool(CLIENTS)) {
      List<Callable<Object>> all = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        int number = i;
        all.add(
            () -> {
              client.run(number);
              return number;
            });
      }
      for (Future<Object> each : executor.invokeAll(all)) {
        each.get();
      }
    }
  }
}
