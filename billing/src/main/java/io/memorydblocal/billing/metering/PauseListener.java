package io.memorydblocal.billing.metering;

import io.memorydblocal.provisioning.Scope;
import io.memorydblocal.provisioning.cluster.ClusterEvents.ClusterDeleted;
import io.memorydblocal.provisioning.cluster.ClusterEvents.ClusterStarting;
import io.memorydblocal.provisioning.cluster.ClusterEvents.ClusterStopped;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Notes when clusters are stopped, and what isn't paid for meanwhile, in the transaction that
 * records it.
 */
@Component
class PauseListener {

  private final JdbcClient jdbc;

  PauseListener(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @EventListener
  void on(ClusterStopped event) {
    jdbc.sql(
            """
            insert into cluster_pause
              (cluster_id, started_at, account_id, region, cluster_name, nodes, node_type, engine)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            on conflict do nothing
            """)
        .params(
            event.clusterId(),
            event.at().atOffset(ZoneOffset.UTC),
            event.scope().accountId(),
            event.scope().region(),
            event.sourceName(),
            event.nodes(),
            event.nodeType(),
            event.engine())
        .update();
  }

  @EventListener
  void on(ClusterStarting event) {
    end(event.scope(), event.sourceName(), event.at());
  }

  @EventListener
  void on(ClusterDeleted event) {
    end(event.scope(), event.sourceName(), event.at());
  }

  /** A clock that was set back must not make a pause end before it began. */
  private void end(Scope scope, String cluster, Instant at) {
    jdbc.sql(
            """
            update cluster_pause set stopped_at = greatest(started_at, ?)
            where account_id = ? and region = ? and cluster_name = ? and stopped_at is null
            """)
        .params(at.atOffset(ZoneOffset.UTC), scope.accountId(), scope.region(), cluster)
        .update();
  }
}
