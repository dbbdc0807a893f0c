package io.memorydblocal.provisioning.metric;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The last sample of every node that answered when it was last asked. */
@Component
public class NodeSamples {

  private final Map<UUID, NodeSample> byNode = new ConcurrentHashMap<>();

  /** All of them, in no order. */
  public List<NodeSample> all() {
    return List.copyOf(byNode.values());
  }

  /** Puts a sample in the place of the one before. */
  public void replace(UUID nodeId, Function<@Nullable NodeSample, NodeSample> next) {
    byNode.compute(nodeId, (id, before) -> next.apply(before));
  }

  /** Forgets a node that doesn't answer. */
  public void remove(UUID nodeId) {
    byNode.remove(nodeId);
  }

  /** Forgets all nodes but these. */
  public void retain(Collection<UUID> nodeIds) {
    byNode.keySet().retainAll(nodeIds);
  }
}
