package io.memorydblocal.billing.metering;

import io.memorydblocal.provisioning.Arn;
import io.memorydblocal.provisioning.ResourceType;
import io.memorydblocal.provisioning.snapshot.SnapshotEvents.SnapshotDeleted;
import io.memorydblocal.provisioning.snapshot.SnapshotEvents.SnapshotStored;
import io.memorydblocal.provisioning.tag.Tags;
import io.memorydblocal.provisioning.tag.TagsChanged;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Meters how long snapshots are kept, in the transaction that records that one is there or gone.
 * The same event twice changes nothing.
 */
@Component
class StorageListener {

  private final JdbcClient jdbc;
  private final Tags tags;

  StorageListener(JdbcClient jdbc, Tags tags) {
    this.jdbc = jdbc;
    this.tags = tags;
  }

  @EventListener
  void on(SnapshotStored event) {
    jdbc.sql(
            """
            insert into storage_interval
              (snapshot_id, started_at, account_id, region, arn, cluster_name, bytes, tags)
            select ?, ?, ?, ?, ?, ?, ?, cast(? as jsonb)
            where not exists (select 1 from storage_interval where snapshot_id = ?)
            """)
        .params(
            event.snapshotId(),
            utc(event.at()),
            event.scope().accountId(),
            event.scope().region(),
            event.arn(),
            event.clusterName(),
            event.bytes(),
            TagsJson.write(tags.of(event.arn())),
            event.snapshotId())
        .update();
    LateUsage.since(jdbc, event.at());
  }

  /** A clock that was set back must not make a snapshot's life end before it began. */
  @EventListener
  void on(SnapshotDeleted event) {
    jdbc.sql(
            """
            update storage_interval set stopped_at = greatest(started_at, ?)
            where snapshot_id = ? and stopped_at is null
            """)
        .params(utc(event.at()), event.snapshotId())
        .update();
    LateUsage.since(jdbc, event.at());
  }

  /**
   * It is kept with other tags from now on, or from the first moment that can tell the two apart.
   */
  @EventListener
  void on(TagsChanged event) {
    Arn.parse(event.arn())
        .filter(arn -> arn.type() == ResourceType.SNAPSHOT)
        .ifPresent(
            arn ->
                jdbc.sql(
                        """
                        with ended as (
                          update storage_interval
                          set stopped_at = greatest(started_at + interval '1 microsecond', ?)
                          where account_id = ? and arn = ? and stopped_at is null
                            and coalesce(stopped_at, 'infinity') = 'infinity'
                          returning *)
                        insert into storage_interval
                          (snapshot_id, started_at, account_id, region, arn, cluster_name, bytes, tags)
                        select snapshot_id, stopped_at, account_id, region, arn, cluster_name, bytes,
                          cast(? as jsonb)
                        from ended
                        """)
                    .params(
                        utc(event.at()),
                        arn.scope().accountId(),
                        event.arn(),
                        TagsJson.write(event.tags()))
                    .update());
    LateUsage.since(jdbc, event.at());
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
