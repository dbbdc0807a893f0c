package io.memorydblocal.provisioning.cluster;

import io.memorydblocal.provisioning.DomainEvent;
import io.memorydblocal.provisioning.ResourceDeleted;
import io.memorydblocal.provisioning.Scope;
import java.time.Instant;
import java.util.UUID;

/** What happens to clusters and their nodes, in the words of MemoryDB's events. */
public final class ClusterEvents {

  private ClusterEvents() {}

  /** An event whose source is a cluster. */
  public interface ClusterEvent extends DomainEvent {

    @Override
    default SourceType sourceType() {
      return SourceType.CLUSTER;
    }
  }

  /** A new cluster serves. */
  public record ClusterBecameAvailable(Scope scope, String sourceName, Instant at)
      implements ClusterEvent {

    @Override
    public String message() {
      return "Cluster created.";
    }
  }

  /** A new cluster could not be made to serve. */
  public record ClusterCreationFailed(Scope scope, String sourceName, String reason, Instant at)
      implements ClusterEvent {

    @Override
    public String message() {
      return "Failed to create cluster due to unsuccessful creation of its node(s). " + reason;
    }
  }

  /** A new cluster could not be given the data that it was to begin with. */
  public record ClusterRestoreFailed(
      Scope scope, String sourceName, String source, String nodeName, String reason, Instant at)
      implements ClusterEvent {

    @Override
    public String message() {
      return "Restore from %s failed for node %s. %s".formatted(source, nodeName, reason);
    }
  }

  /** Something keeps a cluster from being what it should be; it is tried again. */
  public record ClusterInTrouble(Scope scope, String sourceName, String reason, Instant at)
      implements ClusterEvent {

    @Override
    public String message() {
      return "The cluster needs attention: " + reason;
    }
  }

  /** A change of a cluster is on its way to its nodes. */
  public record ClusterUpdateStarted(Scope scope, String sourceName, Instant at)
      implements ClusterEvent {

    @Override
    public String message() {
      return "Modification of the cluster started.";
    }
  }

  /** A change of a cluster has reached all of its nodes. */
  public record ClusterUpdated(Scope scope, String sourceName, Instant at) implements ClusterEvent {

    @Override
    public String message() {
      return "Modification of the cluster completed.";
    }
  }

  /** A user asked for a failover. */
  public record FailoverCalled(Scope scope, String sourceName, String shardName, Instant at)
      implements ClusterEvent {

    @Override
    public String message() {
      return "FailoverShard API called for shard " + shardName;
    }
  }

  /** A replica was chosen to become the primary. */
  public record FailoverStarted(Scope scope, String sourceName, String shardName, Instant at)
      implements ClusterEvent {

    @Override
    public String message() {
      return "Starting failover for shard " + shardName;
    }
  }

  /** A replica has become the primary. */
  public record FailoverCompleted(Scope scope, String sourceName, String nodeName, Instant at)
      implements ClusterEvent {

    @Override
    public String message() {
      return "Failover to replica node %s completed".formatted(nodeName);
    }
  }

  /** After a failover, the former primary becomes a replica. */
  public record FormerPrimaryRecovers(Scope scope, String sourceName, String nodeName, Instant at)
      implements ClusterEvent {

    @Override
    public String message() {
      return "Recovering nodes " + nodeName;
    }
  }

  /** After a failover, the former primary is a replica with all data. */
  public record FormerPrimaryRecovered(Scope scope, String sourceName, String nodeName, Instant at)
      implements ClusterEvent {

    @Override
    public String message() {
      return "Finished recovery for nodes " + nodeName;
    }
  }

  /** Every node of a cluster has the values of its parameter group. */
  public record ClusterParametersChanged(Scope scope, String sourceName, Instant at)
      implements ClusterEvent {

    @Override
    public String message() {
      return "Updated parameter group for the cluster";
    }
  }

  /** A cluster is gone. */
  public record ClusterDeleted(Scope scope, String sourceName, String arn, Instant at)
      implements ClusterEvent, ResourceDeleted {

    @Override
    public String message() {
      return "Cluster deleted.";
    }
  }

  /**
   * A cluster is stopped: it has no nodes, and keeps their names and addresses.
   *
   * @param nodes how many nodes it will have again, and as what
   */
  public record ClusterStopped(
      Scope scope,
      String sourceName,
      UUID clusterId,
      int nodes,
      String nodeType,
      String engine,
      Instant at)
      implements ClusterEvent {

    @Override
    public String message() {
      return "Cluster stopped.";
    }
  }

  /** A stopped cluster is on its way to serving again. */
  public record ClusterStarting(
      Scope scope, String sourceName, UUID clusterId, String snapshotName, Instant at)
      implements ClusterEvent {

    @Override
    public String message() {
      return "Starting the cluster from snapshot %s.".formatted(snapshotName);
    }
  }

  /** A stopped cluster serves again. */
  public record ClusterStarted(Scope scope, String sourceName, Instant at) implements ClusterEvent {

    @Override
    public String message() {
      return "Cluster started.";
    }
  }

  /** A stopped cluster couldn't be started, and stays stopped. */
  public record ClusterStartFailed(Scope scope, String sourceName, String reason, Instant at)
      implements ClusterEvent {

    @Override
    public String message() {
      return "Failed to start the cluster. " + reason;
    }
  }

  /**
   * A node as it is used, and paid for.
   *
   * @param id names this use of the node: never used for another, nor when it is stopped and
   *     started again
   * @param shardName such as {@code 0001}
   * @param name such as {@code demo-0001-001}
   * @param type such as {@code db.r7g.large}
   * @param engine {@code redis} or {@code valkey}
   * @param zone where it runs
   */
  public record UsedNode(
      UUID id, String shardName, String name, String type, String engine, String zone) {}

  /** A node's engine runs for the first time. The node is used, and paid for, from now on. */
  public record NodeStarted(Scope scope, String sourceName, UsedNode node, Instant at)
      implements ClusterEvent {

    @Override
    public String message() {
      return "Added node %s in Availability Zone %s".formatted(node.name(), node.zone());
    }
  }

  /** A node's engine ended without being asked to. */
  public record NodeRecoveryStarted(Scope scope, String sourceName, String nodeName, Instant at)
      implements ClusterEvent {

    @Override
    public String message() {
      return "Recovering node " + nodeName;
    }
  }

  /** A node serves again, with all it had acknowledged. */
  public record NodeRecovered(Scope scope, String sourceName, String nodeName, Instant at)
      implements ClusterEvent {

    @Override
    public String message() {
      return "Finished recovery for node " + nodeName;
    }
  }

  /** A node that had been started is gone. It is no longer used. */
  public record NodeStopped(
      Scope scope, String sourceName, UUID nodeId, String nodeName, Instant at)
      implements ClusterEvent {

    @Override
    public String message() {
      return "Removed node " + nodeName;
    }
  }

  /** A change of shards, replicas, node type or engine has reached every node. */
  public record ClusterModified(Scope scope, String sourceName, String message, Instant at)
      implements ClusterEvent {}

  /** What a node had acknowledged is gone from its disk. */
  public record NodeDataLost(
      Scope scope, String sourceName, String nodeName, String reason, Instant at)
      implements ClusterEvent {

    @Override
    public String message() {
      return "Node %s can't be restarted. %s".formatted(nodeName, reason);
    }
  }

  /** A node that lost its data begins anew as a replica of its shard's primary. */
  public record NodeRebuildStarted(Scope scope, String sourceName, String nodeName, Instant at)
      implements ClusterEvent {

    @Override
    public String message() {
      return "Recovering node %s from its shard's primary".formatted(nodeName);
    }
  }

  /** All nodes of a shard have lost their data. */
  public record ShardLost(Scope scope, String sourceName, String shardName, Instant at)
      implements ClusterEvent {

    @Override
    public String message() {
      return ("Shard %s is lost: none of its nodes has kept its data. The other shards serve;"
              + " restore the cluster from a snapshot.")
          .formatted(shardName);
    }
  }

  /** A node's engine is another or runs on another node type. From now on another price is paid. */
  public record NodeChanged(Scope scope, String sourceName, UsedNode node, Instant at)
      implements ClusterEvent {

    @Override
    public String message() {
      return "Node %s runs %s on %s".formatted(node.name(), node.engine(), node.type());
    }
  }
}
