package io.memorydblocal.billing.metering;

import io.memorydblocal.provisioning.cluster.ClusterEvents.NodeStarted;
import io.memorydblocal.provisioning.cluster.ClusterEvents.NodeStopped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
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
    jdbc.sql(
            """
            insert into usage_record
              (node_id, started_at, account_id, region, cluster_name, node_name, node_type, engine)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            on conflict do nothing
            """)
        .params(
            event.nodeId(),
            utc(event.at()),
            event.scope().accountId(),
            event.scope().region(),
            event.sourceName(),
            event.nodeName(),
            event.nodeType(),
            event.engine())
        .update();
  }

  /** A clock that was set back must not make a node's use end before it began. */
  @EventListener
  void on(NodeStopped event) {
    jdbc.sql(
            """
            update usage_record set stopped_at = greatest(started_at, ?)
            where node_id = ? and stopped_at is null
            """)
        .params(utc(event.at()), event.nodeId())
        .update();
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
