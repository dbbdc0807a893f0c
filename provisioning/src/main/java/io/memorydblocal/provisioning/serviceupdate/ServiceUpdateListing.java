package io.memorydblocal.provisioning.serviceupdate;

import io.memorydblocal.provisioning.Scope;
import io.memorydblocal.provisioning.catalog.ServiceUpdate;
import io.memorydblocal.provisioning.catalog.ServiceUpdates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The service updates that clusters need or had. A cluster needs those for its engine version that
 * were released after its creation; one that is complete is listed for seven days.
 */
@Component
public class ServiceUpdateListing {

  private static final Duration COMPLETE_LISTED = Duration.ofDays(7);

  /** The updates of a cluster {@code c} that are behind the last one seen. */
  private static final String LISTED =
      """
      select * from (
        select u.name, a.patch_level,
          case when a.id is null then 'available'
               when a.completed_at is null then 'in-progress'
               else 'complete' end status
        from unnest(
            cast(:updates as text[]), cast(:engines as text[]), cast(:versions as text[]),
            cast(cast(:released as text[]) as timestamp with time zone[]))
          as u (name, engine, engine_version, released_at)
        left join applied_service_update a on a.cluster_id = c.id and a.name = u.name
        where u.engine = c.engine and u.engine_version = c.engine_version
        and c.created_at < u.released_at
        and (a.completed_at is null or a.completed_at > :listed_since)
        and (c.name, u.name) > (:after_cluster, :after_update)
      ) row
      where cast(:statuses as text[]) is null or status = any (cast(:statuses as text[]))
      """;

  /** Goes through the clusters in the order of their names, and no farther than it must. */
  private static final String QUERY =
      """
      select c.name cluster_name, u.name update_name, u.status,
        (select count(*) from shard s join node n on n.shard_id = s.id
         where s.cluster_id = c.id) nodes,
        (select count(*) from shard s join node n on n.shard_id = s.id
         where s.cluster_id = c.id and n.patch_level >= u.patch_level
         and n.status = 'AVAILABLE') nodes_updated
      from (
        select * from cluster c
        where c.account_id = :account and c.region = :region and c.name >= :after_cluster
        and c.status not in ('CREATE_FAILED', 'RESTORE_FAILED', 'DELETING')
        and (cast(:clusters as text[]) is null or c.name = any (cast(:clusters as text[])))
        and (select count(*) from (%1$s) listed) > 0
        order by c.name
        limit :limit
      ) c
      cross join lateral (%1$s) u
      order by c.name, u.name
      limit :limit
      """
          .formatted(LISTED);

  private final ServiceUpdates updates;
  private final JdbcClient jdbc;
  private final Clock clock;

  ServiceUpdateListing(ServiceUpdates updates, JdbcClient jdbc, Clock clock) {
    this.updates = updates;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * The next of a selection, in the order of the names of clusters and updates.
   *
   * @param after what {@link #key} gave for the last one seen; empty for none
   */
  public List<ClusterServiceUpdate> find(
      Scope scope, ServiceUpdateSelection selection, String after, int limit) {
    Instant now = clock.instant();
    List<ServiceUpdate> wanted =
        updates.released(now).stream()
            .filter(
                update ->
                    selection.updateName() == null || selection.updateName().equals(update.name()))
            .toList();
    Columns columns = new Columns(wanted);
    int space = after.indexOf(' ');
    return jdbc.sql(QUERY)
        .param("updates", columns.names.toArray(String[]::new))
        .param("engines", columns.engines.toArray(String[]::new))
        .param("versions", columns.versions.toArray(String[]::new))
        .param("released", columns.releases.toArray(String[]::new))
        .param("account", scope.accountId())
        .param("region", scope.region())
        .param("listed_since", now.minus(COMPLETE_LISTED).atOffset(ZoneOffset.UTC))
        .param("clusters", array(selection.clusterNames()))
        .param("statuses", array(selection.statuses()))
        .param("after_cluster", space < 0 ? "" : after.substring(0, space))
        .param("after_update", space < 0 ? "" : after.substring(space + 1))
        .param("limit", limit)
        .query(
            (row, number) ->
                new ClusterServiceUpdate(
                    row.getString("cluster_name"),
                    named(row.getString("update_name"), wanted),
                    status(row.getString("status")),
                    row.getInt("nodes"),
                    row.getInt("nodes_updated")))
        .list();
  }

  /** Names the place behind a row. */
  public static String key(ClusterServiceUpdate row) {
    return row.clusterName() + " " + row.update().name();
  }

  /** Updates as columns: one line for each engine version that needs one. */
  private static final class Columns {

    private final List<String> names = new ArrayList<>();
    private final List<String> engines = new ArrayList<>();
    private final List<String> versions = new ArrayList<>();
    private final List<String> releases = new ArrayList<>();

    Columns(List<ServiceUpdate> updates) {
      for (ServiceUpdate update : updates) {
        for (String version : update.engineVersions()) {
          names.add(update.name());
          engines.add(update.engine());
          versions.add(version);
          releases.add(update.releaseDate().toString());
        }
      }
    }
  }

  private static String @Nullable [] array(@Nullable Set<String> values) {
    return values == null ? null : values.toArray(String[]::new);
  }

  private static ServiceUpdate named(String name, List<ServiceUpdate> updates) {
    return updates.stream().filter(update -> update.name().equals(name)).findFirst().orElseThrow();
  }

  private static ServiceUpdateStatus status(String wireName) {
    for (ServiceUpdateStatus status : ServiceUpdateStatus.values()) {
      if (status.wireName().equals(wireName)) {
        return status;
      }
    }
    throw new IllegalArgumentException(wireName);
  }
}
