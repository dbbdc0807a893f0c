package io.memorydblocal.dataplane;

import java.util.Collection;
import java.util.Map;
import java.util.NoSuchElementException;

/** What several nodes were when they were looked at together. */
public final class Observation {

  private final Map<String, ObservedNode> byId;

  public Observation(Map<String, ObservedNode> byId) {
    this.byId = Map.copyOf(byId);
  }

  /** The node with an id that was among those asked about. */
  public ObservedNode of(String id) {
    ObservedNode node = byId.get(id);
    if (node == null) {
      throw new NoSuchElementException("not observed: " + id);
    }
    return node;
  }

  /** Each of these nodes tells a client that asks the same topology as the others. */
  public boolean tellTheSame(Collection<NodeSpec> nodes) {
    return nodes.stream()
        .map(viewer -> of(viewer.id()))
        .allMatch(
            viewer ->
                nodes.stream()
                    .filter(node -> !node.id().equals(viewer.id()))
                    .allMatch(
                        node -> of(node.id()).member().equals(viewer.peers().get(node.address()))));
  }

  /** All of them, in no particular order. */
  public Collection<ObservedNode> all() {
    return byId.values();
  }
}
