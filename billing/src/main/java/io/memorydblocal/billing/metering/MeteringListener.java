package io.memorydblocal.billing.metering;

import io.memorydblocal.billing.metering.UsageEvent.Kind;
import io.memorydblocal.provisioning.Arn;
import io.memorydblocal.provisioning.ResourceType;
import io.memorydblocal.provisioning.Scope;
import io.memorydblocal.provisioning.cluster.ClusterEvents.NodeChanged;
import io.memorydblocal.provisioning.cluster.ClusterEvents.NodeStarted;
import io.memorydblocal.provisioning.cluster.ClusterEvents.NodeStopped;
import io.memorydblocal.provisioning.cluster.ClusterEvents.UsedNode;
import io.memorydblocal.provisioning.tag.Tags;
import io.memorydblocal.provisioning.tag.TagsChanged;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Has the use of every node metered in the transaction that records its start, change or stop: a
 * node that runs unmetered is one whose start was never committed.
 */
@Component
class MeteringListener {

  private final UsageJournal journal;
  private final Tags tags;

  MeteringListener(UsageJournal journal, Tags tags) {
    this.journal = journal;
    this.tags = tags;
  }

  @EventListener
  void on(NodeStarted event) {
    String cluster = Arn.of(event.scope(), ResourceType.CLUSTER, event.sourceName());
    journal.tell(
        used(
            Kind.STARTED,
            event.scope(),
            event.sourceName(),
            event.node(),
            tags.of(cluster),
            event.at()));
  }

  /** What ran until now ends where the other begins. */
  @EventListener
  void on(NodeChanged event) {
    journal.tell(
        used(Kind.CHANGED, event.scope(), event.sourceName(), event.node(), null, event.at()));
  }

  @EventListener
  void on(NodeStopped event) {
    journal.tell(
        new UsageEvent(
            event.nodeId(),
            Kind.STOPPED,
            event.at(),
            event.scope(),
            event.sourceName(),
            null,
            event.nodeName(),
            null,
            null,
            null));
  }

  @EventListener
  void on(TagsChanged event) {
    Arn.parse(event.arn())
        .filter(arn -> arn.type() == ResourceType.CLUSTER)
        .ifPresent(arn -> journal.tellTags(arn.scope(), arn.name(), event.tags(), event.at()));
  }

  private static UsageEvent used(
      Kind kind,
      Scope scope,
      String cluster,
      UsedNode node,
      @Nullable Map<String, @Nullable String> tags,
      Instant at) {
    return new UsageEvent(
        node.id(),
        kind,
        at,
        scope,
        cluster,
        node.shardName(),
        node.name(),
        node.type(),
        node.engine(),
        tags);
  }
}
