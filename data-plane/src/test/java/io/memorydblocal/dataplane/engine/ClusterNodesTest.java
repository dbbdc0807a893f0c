package io.memorydblocal.dataplane.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.memorydblocal.dataplane.ClusterMember;
import io.memorydblocal.dataplane.NodeAddress;
import io.memorydblocal.dataplane.Slots;
import org.junit.jupiter.api.Test;

class ClusterNodesTest {

  private static final String PRIMARY = "a".repeat(40);
  private static final String REPLICA = "b".repeat(40);

  @Test
  void readsOneselfWithSlotsAndConnectedPeers() {
    ClusterNodes view =
        ClusterNodes.parse(
            """
            %s 127.77.0.1:6379@16379 myself,master - 0 0 1 connected 0-5 9 [7->-%s]
            %s 127.77.0.2:6379@16379,host.example slave %s 0 1700000000000 1 connected
            """
                .formatted(PRIMARY, REPLICA, REPLICA, PRIMARY));

    assertThat(view.self().engineId()).isEqualTo(PRIMARY);
    assertThat(view.self().primaryId()).isEmpty();
    assertThat(view.self().slots()).isEqualTo(Slots.parse("0-5,9"));
    assertThat(view.peers())
        .containsExactly(
            entry(
                new NodeAddress("127.77.0.2", 6379),
                new ClusterMember(REPLICA, PRIMARY, Slots.NONE)));
  }

  @Test
  void readsOpenSlotsAndEpochs() {
    ClusterNodes view =
        ClusterNodes.parse(
            """
            %1$s 127.77.0.1:6379@16379 myself,master - 0 0 7 connected 0-5 [5->-%2$s] [9-<-%2$s]
            %2$s 127.77.0.2:6379@16379 master - 0 1700000000000 8 connected 9
            """
                .formatted(PRIMARY, REPLICA));

    assertThat(view.migrating()).containsExactly(entry(5, REPLICA));
    assertThat(view.importing()).containsExactly(entry(9, REPLICA));
    assertThat(view.open()).hasToString("5,9");
    assertThat(view.epochs()).containsOnly(entry(PRIMARY, 7L), entry(REPLICA, 8L));
    assertThat(view.slotsOf(REPLICA)).hasToString("9");
  }

  @Test
  void knowsWhomAReplicaFollows() {
    assertThat(
            ClusterNodes.parse(
                    "%s 127.77.0.2:6379@16379 myself,slave %s 0 0 1 connected\n"
                        .formatted(REPLICA, PRIMARY))
                .self()
                .primaryId())
        .isEqualTo(PRIMARY);
  }

  @Test
  void leavesOutPeersThatAreStrangersOrDisconnected() {
    ClusterNodes view =
        ClusterNodes.parse(
            """
            %s 127.77.0.1:6379@16379 myself,master - 0 0 1 connected
            %s 127.77.0.2:6379@16379 handshake - 0 0 0 connected
            %s 127.77.0.3:6379@16379 master - 0 0 0 disconnected
            %s :0@0 master,noaddr - 0 0 0 connected
            """
                .formatted(PRIMARY, "c".repeat(40), "d".repeat(40), "e".repeat(40)));
    assertThat(view.peers()).isEmpty();
  }
}
