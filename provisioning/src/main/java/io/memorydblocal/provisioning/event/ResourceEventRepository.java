package io.memorydblocal.provisioning.event;

import org.springframework.data.repository.Repository;

/** The rows behind the {@link EventLog}. */
interface ResourceEventRepository extends Repository<ResourceEvent, Long> {

  void save(ResourceEvent event);
}
