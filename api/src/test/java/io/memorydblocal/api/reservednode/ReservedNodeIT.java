package io.memorydblocal.api.reservednode;

import static org.assertj.core.api.Assertions.assertThat;

import io.memorydblocal.api.testing.TestServer;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.memorydb.MemoryDbClient;
import software.amazon.awssdk.services.memorydb.model.ReservedNode;
import software.amazon.awssdk.services.memorydb.model.ReservedNodeQuotaExceededException;
import software.amazon.awssdk.services.memorydb.model.ReservedNodesOffering;

/** Reserved nodes as the AWS SDK sees them. */
class ReservedNodeIT {

  private static final int QUOTA = 300;

  private final TestServer server = TestServer.shared();

  @Test
  void pagesThroughOfferingsAndReservations() {
    MemoryDbClient api = in("reserved-pages");
    List<ReservedNodesOffering> offerings =
        api
            .describeReservedNodesOfferingsPaginator(request -> request.maxResults(20))
            .reservedNodesOfferings()
            .stream()
            .toList();
    assertThat(offerings).hasSize(108).doesNotHaveDuplicates();
    List<String> bought =
        IntStream.range(0, 25)
            .mapToObj(i -> buy(api, offerings.get(i), 1).reservationId())
            .toList();

    assertThat(bought)
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("ri(-\\d{2,4}){6}-\\d{3}"));
    assertThat(
            api
                .describeReservedNodesPaginator(request -> request.maxResults(20))
                .reservedNodes()
                .stream()
                .map(ReservedNode::reservationId))
        .containsExactlyElementsOf(new TreeSet<>(bought));
  }

  @Test
  void reservesNoMoreThanTheQuotaHoweverManyAskAtOnce() {
    MemoryDbClient api = in("reserved-quota");
    ReservedNodesOffering offering =
        api.describeReservedNodesOfferings(all -> {}).reservedNodesOfferings().getFirst();
    buy(api, offering, QUOTA - 3);

    List<Boolean> done =
        IntStream.range(0, 6)
            .parallel()
            .mapToObj(
                i -> {
                  try {
                    buy(api, offering, 1);
                    return true;
                  } catch (ReservedNodeQuotaExceededException e) {
                    return false;
                  }
                })
            .toList();

    assertThat(done).filteredOn(bought -> bought).hasSize(3);
  }

  @Test
  void retiresAReservationWhoseTermIsOverAndFreesItsPlace() {
    MemoryDbClient api = in("reserved-retired");
    ReservedNodesOffering offering =
        api.describeReservedNodesOfferings(all -> {}).reservedNodesOfferings().getFirst();
    ReservedNode reserved = buy(api, offering, QUOTA);

    server
        .bean(JdbcClient.class)
        .sql(
            """
            update reserved_node set started_at = started_at - interval '4 years',
            ends_at = ends_at - interval '4 years' where arn = ?
            """)
        .param(reserved.arn())
        .update();

    assertThat(api.describeReservedNodes(all -> {}).reservedNodes())
        .singleElement()
        .satisfies(retired -> assertThat(retired.state()).isEqualTo("retired"));
    assertThat(buy(api, offering, QUOTA).state()).isEqualTo("payment-pending");
  }

  @Test
  void showsReservationsOnlyInTheirRegion() {
    MemoryDbClient api = in("reserved-here");
    Set<String> here =
        Set.of(
            buy(
                    api,
                    api.describeReservedNodesOfferings(all -> {})
                        .reservedNodesOfferings()
                        .getFirst(),
                    1)
                .reservationId());

    assertThat(in("reserved-there").describeReservedNodes(all -> {}).reservedNodes()).isEmpty();
    assertThat(api.describeReservedNodes(all -> {}).reservedNodes())
        .extracting(ReservedNode::reservationId)
        .hasSameElementsAs(here);
  }

  private static ReservedNode buy(MemoryDbClient api, ReservedNodesOffering offering, int nodes) {
    return api.purchaseReservedNodesOffering(
            request ->
                request
                    .reservedNodesOfferingId(offering.reservedNodesOfferingId())
                    .nodeCount(nodes))
        .reservedNode();
  }

  private MemoryDbClient in(String region) {
    return server.sdk(Region.of(region), "test", "test");
  }
}
