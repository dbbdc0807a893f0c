package io.memorydblocal.provisioning.schedule;

import io.memorydblocal.provisioning.Scope;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Schedules by the clusters that have them. */
public interface ClusterScheduleRepository extends Repository<ClusterSchedule, UUID> {

  ClusterSchedule save(ClusterSchedule schedule);

  void delete(ClusterSchedule schedule);

  Optional<ClusterSchedule> findById(UUID clusterId);

  List<ClusterSchedule> findAll();

  /** The schedules of a scope's clusters. */
  @Query(
      """
      from ClusterSchedule s
      where s.clusterId in (select c.id from Cluster c where c.scope = :scope)
      """)
  List<ClusterSchedule> findIn(Scope scope);
}
