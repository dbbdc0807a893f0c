package io.memorydblocal.provisioning.cluster;

import static java.util.Comparator.comparingInt;

import io.memorydblocal.dataplane.DataPlane;
import io.memorydblocal.dataplane.NodeAddress;
import io.memorydblocal.dataplane.Slots;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A part of a cluster's slots, with the nodes that serve it. Its cluster changes it. */
@Entity
public class Shard {

  @Id private UUID id;
  @ManyToOne private Cluster cluster;
  private int number;
  private String slots;

  @Enumerated(EnumType.STRING)
  private @Nullable Failover failover;

  /** Who is to be the primary or, at the end, who was. */
  private @Nullable UUID failoverNode;

  private @Nullable Instant failedOverAt;

  private boolean lost;

  @OneToMany(mappedBy = "shard", cascade = CascadeType.ALL, orphanRemoval = true)
  private Set<Node> nodes = new HashSet<>();

  protected Shard() {}

  Shard(Cluster cluster, int number, Slots slots) {
    this.id = UUID.randomUUID();
    this.cluster = cluster;
    this.number = number;
    this.slots = slots.toString();
  }

  /** Adds a node with the lowest number that is free. */
  Node add(List<String> zones, NodeAddress address, Instant now) {
    int nodeNumber = 1;
    while (!lacks(nodeNumber)) {
      nodeNumber++;
    }
    String zone = Placement.zone(zones, number, nodeNumber);
    Node node = new Node(this, nodeNumber, zone, address, now);
    nodes.add(node);
    return node;
  }

  void failover(@Nullable Failover progress, @Nullable UUID nodeId) {
    failover = progress;
    failoverNode = nodeId;
  }

  void failedOver(UUID formerPrimaryId, Instant now) {
    failover(Failover.RECOVERING, formerPrimaryId);
    failedOverAt = now;
  }

  /** When its nodes can change places again. */
  Instant failoverAllowedAt() {
    return failedOverAt == null ? Instant.MIN : failedOverAt.plus(DataPlane.BETWEEN_FAILOVERS);
  }

  /** How far a failover has come; none while nobody asks for one. */
  @Nullable Failover failover() {
    return failover;
  }

  /** The node that a failover is about at present, if it is still there. */
  Optional<Node> failoverNode() {
    return nodes.stream().filter(node -> node.id().equals(failoverNode)).findFirst();
  }

  /** The node that is to take the place of a lost primary. */
  Optional<Node> successor() {
    return failover == null ? failoverNode() : Optional.empty();
  }

  UUID id() {
    return id;
  }

  void remove(Node node) {
    nodes.remove(node);
  }

  private boolean lacks(int nodeNumber) {
    return nodes.stream().noneMatch(node -> node.number() == nodeNumber);
  }

  Cluster cluster() {
    return cluster;
  }

  int number() {
    return number;
  }

  /** Four digits, from {@code 0001}. */
  public String name() {
    return "%04d".formatted(number);
  }

  /** The slots it is to serve. */
  Slots slots() {
    return Slots.parse(slots);
  }

  /** The slots it is to serve, such as {@code 0-5461}. */
  public String slotRanges() {
    return slots;
  }

  void serves(Slots served) {
    slots = served.toString();
  }

  /** Its nodes in the order of their names, without those that are about to be removed. */
  public List<Node> nodes() {
    return nodes.stream()
        .filter(node -> node.status() != NodeStatus.DELETING)
        .sorted(comparingInt(Node::number))
        .toList();
  }

  /** Its nodes, those included that are about to be removed. */
  List<Node> allNodes() {
    return nodes.stream().sorted(comparingInt(Node::number)).toList();
  }

  boolean hasLostNodes() {
    return nodes().stream().anyMatch(Node::hasLostData);
  }

  /** True when none of its nodes has kept its data. */
  boolean isLost() {
    return lost;
  }

  void lose() {
    lost = true;
  }
}
