package io.memorydblocal.api.awsjson;

import static org.assertj.core.api.Assertions.assertThat;

import io.memorydblocal.api.operation.AwsOperation.Api;
import io.memorydblocal.api.operation.Caller;
import io.memorydblocal.api.operation.OperationRegistry;
import io.memorydblocal.api.operation.OperationRegistry.Operation;
import io.memorydblocal.api.testing.ManyResources;
import io.memorydblocal.api.testing.StatementLog;
import io.memorydblocal.api.testing.StatementLog.Execution;
import io.memorydblocal.api.testing.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A page costs the same, however long its list is: as many statements, none of which reads a table
 * from end to end, nor much more than the page shows.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageCostIT {

  private static final int FEW = 30;
  private static final int MANY = 10_000;
  private static final int PAGES = 3;

  /**
   * What a statement may read of a table for a page: of clusters that show, there are five rows.
   */
  private static final int ROWS = 600;

  private static final Caller CALLER = new Caller(TestServer.ACCOUNT, "us-east-1", "page-cost");

  /** Every paged listing, with each of its filters that the database has to apply. */
  private static final List<Listing> LISTINGS =
      List.of(
          new Listing("DescribeACLs", "{}"),
          new Listing("DescribeClusters", "{}"),
          new Listing("DescribeClusters", "{\"ShowShardDetails\":true}"),
          new Listing("DescribeEngineVersions", "{}"),
          new Listing("DescribeEvents", "{\"Duration\":20160}"),
          new Listing("DescribeEvents", "{\"Duration\":20160,\"SourceType\":\"acl\"}"),
          new Listing(
              "DescribeEvents",
              "{\"Duration\":20160,\"SourceType\":\"user\",\"SourceName\":\"user-00007\"}"),
          new Listing("DescribeMultiRegionClusters", "{}"),
          new Listing("DescribeMultiRegionClusters", "{\"ShowClusterDetails\":true}"),
          new Listing("DescribeMultiRegionParameterGroups", "{}"),
          new Listing(
              "DescribeMultiRegionParameters",
              "{\"MultiRegionParameterGroupName\":\"default.memorydb-valkey7.multiregion\"}"),
          new Listing("DescribeParameterGroups", "{}"),
          new Listing("DescribeParameters", "{\"ParameterGroupName\":\"group-00007\"}"),
          new Listing("DescribeReservedNodes", "{}"),
          new Listing("DescribeReservedNodes", "{\"NodeType\":\"db.r7g.xlarge\"}"),
          new Listing("DescribeReservedNodes", "{\"ReservedNodesOfferingId\":\"large\"}"),
          new Listing("DescribeReservedNodes", "{\"OfferingType\":\"All Upfront\"}"),
          new Listing("DescribeReservedNodesOfferings", "{}"),
          new Listing("DescribeServiceUpdates", "{}"),
          new Listing("DescribeServiceUpdates", "{\"Status\":[\"in-progress\"]}"),
          new Listing("DescribeServiceUpdates", "{\"ClusterNames\":[\"cluster-00010\"]}"),
          new Listing("DescribeSnapshots", "{}"),
          new Listing("DescribeSnapshots", "{\"ShowDetail\":true}"),
          new Listing("DescribeSnapshots", "{\"Source\":\"system\"}"),
          new Listing("DescribeSnapshots", "{\"ClusterName\":\"cluster-00001\"}"),
          new Listing(
              "DescribeSnapshots", "{\"ClusterName\":\"cluster-00001\",\"Source\":\"system\"}"),
          new Listing("DescribeSubnetGroups", "{}"),
          new Listing("DescribeUsers", "{}"),
          new Listing(
              "DescribeUsers",
              "{\"Filters\":[{\"Name\":\"UserName\",\"Values\":[\"user-00007\"]}]}"));

  private final JsonMapper json = new JsonMapper();
  private final StatementLog log = new StatementLog();
  private final TestServer server = TestServer.start(log);

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void measuresEveryPagedListing() throws ReflectiveOperationException {
    Set<String> paged = new TreeSet<>();
    for (String operation : server.bean(OperationRegistry.class).names(Api.MEMORYDB)) {
      if (SdkModel.members(operation).contains("MaxResults")) {
        paged.add(operation);
      }
    }

    assertThat(LISTINGS).extracting(Listing::operation).containsAll(paged);
  }

  @Test
  void costsTheSameInALongList() throws IOException, SQLException {
    JdbcClient jdbc = server.bean(JdbcClient.class);
    ManyResources.insert(jdbc, CALLER.accountId(), CALLER.region(), 1, FEW);
    // The first request of all makes what every account has.
    LISTINGS.forEach(listing -> pages(listing, 1));
    Map<Listing, Integer> expected = new LinkedHashMap<>();
    LISTINGS.forEach(listing -> expected.put(listing, pages(listing, 1).getFirst().size()));

    ManyResources.insert(jdbc, CALLER.accountId(), CALLER.region(), FEW + 1, MANY);

    SoftAssertions softly = new SoftAssertions();
    try (Connection connection = server.bean(DataSource.class).getConnection()) {
      for (Listing listing : LISTINGS) {
        for (List<Execution> page : pages(listing, PAGES)) {
          softly
              .assertThat(page)
              .extracting(Execution::sql)
              .as("%s in a list of %d: as many statements", listing, MANY)
              .hasSize(Objects.requireNonNull(expected.get(listing)));
          for (Execution statement : page) {
            softly
                .assertThat(excesses(statement.explain(connection)))
                .as("%s: %s", listing, statement.sql())
                .isEmpty();
          }
        }
      }
    }
    softly.assertAll();
  }

  /**
   * A request for pages.
   *
   * @param request without the members that all listings have
   */
  private record Listing(String operation, String request) {}

  /** The statements of each of the first pages. */
  private List<List<Execution>> pages(Listing listing, int atMost) {
    Operation operation =
        server
            .bean(OperationRegistry.class)
            .find(Api.MEMORYDB.target(listing.operation()))
            .orElseThrow();
    AwsJsonMapper mapper = server.bean(AwsJsonMapper.class);
    ObjectNode request = (ObjectNode) json.readTree(listing.request());
    request.put("MaxResults", listing.operation().equals("DescribeSnapshots") ? 50 : 100);
    List<List<Execution>> pages = new ArrayList<>();
    JsonNode token = null;
    do {
      Object shape =
          mapper.read(request.toString().getBytes(StandardCharsets.UTF_8), operation.requestType());
      List<JsonNode> answers = new ArrayList<>();
      pages.add(
          log.during(
              () -> answers.add(json.readTree(mapper.write(operation.call(shape, CALLER))))));
      token = answers.getFirst().get("NextToken");
      request.set("NextToken", token);
    } while (token != null && pages.size() < atMost);
    return pages;
  }

  /** The places in a plan where a whole table is read, or too many rows. */
  private List<String> excesses(String plan) {
    List<String> excesses = new ArrayList<>();
    collect(json.readTree(plan).get(0).get("Plan"), excesses);
    return excesses;
  }

  private static void collect(JsonNode node, List<String> excesses) {
    String table = node.path("Relation Name").asString("");
    if (!table.isEmpty()) {
      double rows =
          (node.path("Actual Rows").asDouble() + node.path("Rows Removed by Filter").asDouble())
              * node.path("Actual Loops").asDouble();
      String type = node.get("Node Type").asString();
      // Of the price catalogue there is one row at most: nothing is shorter than its table.
      if ((type.equals("Seq Scan") && rows > 1) || rows > ROWS) {
        excesses.add("%s of %s reads %.0f rows".formatted(type, table, rows));
      }
    }
    node.path("Plans").forEach(child -> collect(child, excesses));
  }
}
