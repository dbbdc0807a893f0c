package io.memorydblocal.provisioning.cluster;

import io.memorydblocal.dataplane.DataPlane;
import io.memorydblocal.dataplane.NodeAddress;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Takes addresses from the data plane's pool. Two control planes that choose the same one at the
 * same time are told apart by a unique constraint: one of them tries again.
 */
@Component
class PooledNodeAddresses implements NodeAddresses {

  /** So many taken ones in a row mean that the pool is exhausted. */
  private static final int ATTEMPTS = 10_000;

  private final JdbcClient jdbc;
  private final DataPlane dataPlane;

  PooledNodeAddresses(JdbcClient jdbc, DataPlane dataPlane) {
    this.jdbc = jdbc;
    this.dataPlane = dataPlane;
  }

  @Override
  public Supplier<NodeAddress> forPort(int port) {
    Set<NodeAddress> taken =
        jdbc
            .sql("select host, port from node")
            .query((row, number) -> new NodeAddress(row.getString(1), row.getInt(2)))
            .stream()
            .collect(Collectors.toCollection(HashSet::new));
    return () -> next(port, taken);
  }

  private NodeAddress next(int port, Set<NodeAddress> taken) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      long index = jdbc.sql("select nextval('node_address_seq')").query(Long.class).single();
      NodeAddress address = dataPlane.addressAt(index, port);
      if (taken.add(address) && dataPlane.isFree(address)) {
        return address;
      }
    }
    throw new IllegalStateException(
        "No address is free for a node on port %d: all of the %d that were tried are taken"
            .formatted(port, ATTEMPTS));
  }
}
