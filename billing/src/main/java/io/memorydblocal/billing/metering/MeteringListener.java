package io.memorydblocal.billing.metering;

import io.memorydblocal.provisioning.Scope;
import io.memorydblocal.provisioning.cluster.ClusterEvents.NodeChanged;
import io.memorydblocal.provisioning.cluster.ClusterEvents.NodeStarted;
import io.memorydblocal.provisioning.cluster.ClusterEvents.NodeStopped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps for every node when it was used, in the transaction that records its start or stop: a node
 * that runs unmetered is one whose start was never committed. The same event twice changes nothing.
 */
@Component
class MeteringListener {

  private final JdbcClient jdbc;

  MeteringListener(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @EventListener
  void on(NodeStarted event) {
    open(
        event.nodeId(),
        event.scope(),
        event.sourceName(),
        event.nodeName(),
        event.nodeType(),
        event.engine(),
        event.at());
  }

  /** What ran until now ends where the other begins. */
  @EventListener
  void on(NodeChanged event) {
    close(event.nodeId(), event.at());
    open(
        event.nodeId(),
        event.scope(),
        event.sourceName(),
        event.nodeName(),
        event.nodeType(),
        event.engine(),
        event.at());
  }

  @EventListener
  void on(NodeStopped event) {
    close(event.nodeId(), event.at());
  }

  private void open(
      UUID nodeId,
      Scope scope,
      String clusterName,
      String nodeName,
      String nodeType,
      String engine,
      Instant at) {
    jdbc.sql(
            """
            insert into usage_record
              (node_id, started_at, account_id, region, cluster_name, node_name, node_type, engine)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            on conflict do nothing
            """)
        .params(
            nodeId,
            utc(at),
            scope.accountId(),
            scope.region(),
            clusterName,
            nodeName,
            nodeType,
            engine)
        .update();
  }

  /** A clock that was set back must not make a node's use end before it began. */
  private void close(UUID nodeId, Instant at) {
    jdbc.sql(
            """
            update usage_record set stopped_at = greatest(started_at, ?)
            where node_id = ? and stopped_at is null
            """)
        .params(utc(at), nodeId)
        .update();
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
