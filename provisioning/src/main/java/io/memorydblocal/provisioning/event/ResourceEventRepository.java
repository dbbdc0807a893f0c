package io.memorydblocal.provisioning.event;

import io.memorydblocal.provisioning.Scope;
import java.time.Instant;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/**
 * The event log. Its pages begin with the newest event; the place in them is the time of the last
 * event seen and, among those of the same time, its id. What is logged meanwhile comes before it.
 */
public interface ResourceEventRepository extends Repository<ResourceEvent, Long> {

  void save(ResourceEvent event);

  /** The next events of a scope, none of them older than a time. */
  @Query(
      """
      from ResourceEvent e where e.scope = :scope and e.at >= :from
      and e.at <= :at and (e.at < :at or e.id < :id)
      order by e.at desc, e.id desc
      """)
  List<ResourceEvent> findPage(Scope scope, Instant from, Instant at, long id, Limit limit);

  /** The same of one kind of resources. */
  @Query(
      """
      from ResourceEvent e where e.scope = :scope and e.sourceType = :type and e.at >= :from
      and e.at <= :at and (e.at < :at or e.id < :id)
      order by e.at desc, e.id desc
      """)
  List<ResourceEvent> findPageOf(
      String type, Scope scope, Instant from, Instant at, long id, Limit limit);

  /** The same of one resource. */
  @Query(
      """
      from ResourceEvent e where e.scope = :scope and e.sourceType = :type and e.sourceName = :name
      and e.at >= :from and e.at <= :at and (e.at < :at or e.id < :id)
      order by e.at desc, e.id desc
      """)
  List<ResourceEvent> findPageOf(
      String type, String name, Scope scope, Instant from, Instant at, long id, Limit limit);

  /** Forgets what happened before a time. */
  @Modifying
  @Query("delete from ResourceEvent e where e.at < :time")
  void deleteBefore(Instant time);
}
