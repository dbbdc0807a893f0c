package io.memorydblocal.dataplane;

import java.util.List;
import java.util.Map;

/**
 * Everything a node must be.
 *
 * @param id names the node on this data plane for ever; also the name of its directory
 * @param address where it listens
 * @param engine the engine it is asked to run
 * @param tls whether clients, replicas and peers speak TLS with it
 * @param maxMemory bytes it may use for data
 * @param settings engine directives on top of those that every node has
 * @param users who may log in; everyone else, the engine's {@code default} user included, may not
 * @param history what the control plane knows about the node's past
 */
public record NodeSpec(
    String id,
    NodeAddress address,
    EngineVersion engine,
    boolean tls,
    long maxMemory,
    Map<String, String> settings,
    List<EngineUser> users,
    History history) {

  /** What a node has been through, as far as launching it is concerned. */
  public enum History {
    /** It may be started from nothing, and gossips fast until its cluster has formed. */
    FORMING,
    /**
     * It may be started from nothing: it joins a cluster that has formed, as a node without data.
     */
    JOINING,
    /** It has held acknowledged data: its directory must be there. */
    FORMED
  }

  public NodeSpec {
    settings = Map.copyOf(settings);
    users = List.copyOf(users);
  }

  /** Where it answers. */
  public NodeEndpoint endpoint() {
    return new NodeEndpoint(id, address, tls);
  }
}
