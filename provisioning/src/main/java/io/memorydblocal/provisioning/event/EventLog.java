package io.memorydblocal.provisioning.event;

import io.memorydblocal.provisioning.DomainEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Keeps what happened to every resource. It writes in the transaction that made it happen, so the
 * log says neither more nor less than the truth.
 */
@Component
class EventLog {

  private static final Logger LOG = LoggerFactory.getLogger(EventLog.class);

  private final ResourceEventRepository events;

  EventLog(ResourceEventRepository events) {
    this.events = events;
  }

  @EventListener
  void on(DomainEvent happened) {
    ResourceEvent event = new ResourceEvent(happened);
    events.save(event);
    LOG.info("{}", event);
  }
}
