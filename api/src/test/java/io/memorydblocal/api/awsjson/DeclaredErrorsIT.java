package io.memorydblocal.api.awsjson;

import static org.assertj.core.api.Assertions.assertThat;

import io.memorydblocal.api.operation.AwsOperation.Api;
import io.memorydblocal.api.operation.OperationRegistry;
import io.memorydblocal.api.testing.AwsJsonClient;
import io.memorydblocal.api.testing.ManyResources;
import io.memorydblocal.api.testing.TestServer;
import io.memorydblocal.provisioning.Fault;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every error that AWS's model declares for an operation is one that a request can meet, or one
 * that {@code not-provoked.txt} says why none does.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeclaredErrorsIT {

  private static final Path FILES = Path.of("src", "test", "resources", "declared-errors");
  private static final Pattern LINE =
      Pattern.compile("(?<pair>(?<operation>\\w+) (?<fault>\\w+)) (@(?<place>\\S+) )?(?<rest>.+)");

  private static final String QUOTA = "memorydb.provisioning.quota.";
  private static final String VPC = "memorydb.provisioning.vpcs";

  /** Where the requests are made that say nothing else. */
  private static final String REGION = "us-east-1";

  /** Stands for the account whose quotas are used up. */
  private static final String FULL = "full";

  private final TestServer server =
      TestServer.start(
          QUOTA + "users=6",
          QUOTA + "acls=6",
          QUOTA + "parameter-groups=5",
          QUOTA + "subnet-groups=5",
          QUOTA + "subnets-per-group=3",
          QUOTA + "nodes-per-region=20",
          QUOTA + "nodes-per-cluster=6",
          QUOTA + "shards-per-cluster=3",
          QUOTA + "clusters=5",
          QUOTA + "regions-per-multi-region-cluster=1",
          QUOTA + "reserved-nodes=5",
          QUOTA + "snapshots-per-cluster-and-day=1",
          QUOTA + "failovers-per-day=1",
          QUOTA + "tags-per-resource=1",
          VPC + "[0].id=vpc-1",
          VPC + "[0].region=" + REGION,
          VPC + "[0].security-groups=sg-1",
          VPC + "[0].subnets[0].id=subnet-a",
          VPC + "[0].subnets[0].zone=us-east-1a",
          VPC + "[0].subnets[1].id=subnet-b",
          VPC + "[0].subnets[1].zone=us-east-1b",
          VPC + "[0].subnets[2].id=subnet-local",
          VPC + "[0].subnets[2].zone=us-east-1-bos-1a",
          VPC + "[1].id=vpc-2",
          VPC + "[1].region=" + REGION,
          VPC + "[1].security-groups=sg-2",
          VPC + "[1].subnets[0].id=subnet-other",
          VPC + "[1].subnets[0].zone=us-east-1a");

  private final JsonMapper json = new JsonMapper();

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void areEachProvokedOrSaidWhyNot() throws IOException {
    Set<String> accountedFor = new TreeSet<>();
    List<Matcher> all = new ArrayList<>(lines("provoked.txt"));
    all.addAll(lines("not-provoked.txt"));
    for (Matcher line : all) {
      assertThat(accountedFor.add(line.group("pair"))).as(line.group("pair") + " once").isTrue();
    }

    assertThat(accountedFor).containsExactlyElementsOf(declared());
  }

  @Test
  void areAnsweredAsTheyAreDeclared() throws IOException {
    prepare();
    String offering = offering();
    List<Matcher> requests = lines("provoked.txt");

    // Each is refused, so that none changes what the next ones meet.
    SoftAssertions softly = new SoftAssertions();
    for (Matcher line : requests) {
      HttpResponse<String> answer =
          client(line.group("place"))
              .call(line.group("operation"), line.group("rest").replace("<offering>", offering));
      softly
          .assertThat(answer.body())
          .as(line.group())
          .startsWith("{\"__type\":\"%s\"".formatted(line.group("fault")));
      softly.assertThat(answer.statusCode()).as(line.group()).isEqualTo(400);
    }
    softly.assertAll();
  }

  /** An account with something of everything, and one with as much of it as there may be. */
  private void prepare() throws IOException {
    JdbcClient jdbc = server.bean(JdbcClient.class);
    ManyResources.insert(jdbc, TestServer.ACCOUNT, REGION, 1, 4);
    ManyResources.insert(jdbc, TestServer.OTHER_ACCOUNT, REGION, 5, 9);
    jdbc.sql(Files.readString(FILES.resolve("states.sql"))).update();
  }

  private String offering() {
    JsonNode offerings =
        json.readTree(client(null).call("DescribeReservedNodesOfferings", "{}").body());
    return offerings.at("/ReservedNodesOfferings/0/ReservedNodesOfferingId").asString();
  }

  private AwsJsonClient client(@Nullable String place) {
    AwsJsonClient client = new AwsJsonClient(server.endpoint());
    if (place == null) {
      return client;
    }
    return place.equals(FULL)
        ? client.credentials("other", "other-secret")
        : client.scope(place, "memorydb");
  }

  private Set<String> declared() {
    Set<String> pairs = new TreeSet<>();
    for (String operation : server.bean(OperationRegistry.class).names(Api.MEMORYDB)) {
      Set<String> exceptions = SdkModel.exceptions(operation);
      for (Fault fault : Fault.values()) {
        if (exceptions.contains(SdkModel.exception(fault))) {
          pairs.add(operation + " " + fault.code());
        }
      }
    }
    return pairs;
  }

  private static List<Matcher> lines(String file) throws IOException {
    List<Matcher> lines = new ArrayList<>();
    for (String text : Files.readAllLines(FILES.resolve(file))) {
      if (!text.isEmpty() && !text.startsWith("#")) {
        Matcher line = LINE.matcher(text);
        assertThat(line.matches()).as(text).isTrue();
        lines.add(line);
      }
    }
    return lines;
  }
}
