package io.memorydblocal.billing.metering;

import io.memorydblocal.provisioning.Arn;
import io.memorydblocal.provisioning.ResourceType;
import io.memorydblocal.provisioning.load.DataWritten;
import io.memorydblocal.provisioning.tag.Tags;
import java.time.ZoneOffset;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Meters what clusters write to their logs, in the transaction that notes it. */
@Component
class WrittenListener {

  private final JdbcClient jdbc;
  private final Tags tags;

  WrittenListener(JdbcClient jdbc, Tags tags) {
    this.jdbc = jdbc;
    this.tags = tags;
  }

  @EventListener
  void on(DataWritten event) {
    String arn = Arn.of(event.scope(), ResourceType.CLUSTER, event.clusterName());
    jdbc.sql(
            """
            insert into data_written
              (hour, account_id, region, cluster_name, engine, tags, bytes)
            values (date_trunc('hour', cast(? as timestamptz), 'UTC'), ?, ?, ?, ?,
              cast(? as jsonb), ?)
            on conflict (account_id, hour, region, cluster_name, engine, tags) do update
            set bytes = data_written.bytes + excluded.bytes
            """)
        .params(
            event.at().atOffset(ZoneOffset.UTC),
            event.scope().accountId(),
            event.scope().region(),
            event.clusterName(),
            event.engine(),
            TagsJson.write(tags.of(arn)),
            event.bytes())
        .update();
    LateUsage.since(jdbc, event.at());
  }
}
