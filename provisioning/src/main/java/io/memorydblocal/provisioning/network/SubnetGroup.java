package io.memorydblocal.provisioning.network;

import static java.util.Comparator.comparing;

import io.memorydblocal.provisioning.Arn;
import io.memorydblocal.provisioning.Fault;
import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.ResourceType;
import io.memorydblocal.provisioning.Scope;
import io.memorydblocal.provisioning.network.NetworkEvents.SubnetGroupCreated;
import io.memorydblocal.provisioning.network.NetworkEvents.SubnetGroupDeleted;
import io.memorydblocal.provisioning.network.NetworkEvents.SubnetGroupUpdated;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.AbstractAggregateRoot;

/** Subnets of one VPC, in whose zones the nodes of clusters are placed. */
@Entity
public class SubnetGroup extends AbstractAggregateRoot<SubnetGroup> {

  /** The group of clusters that name none. It is made when first needed, and nobody changes it. */
  public static final String DEFAULT_NAME = "default";

  @Id private UUID id;
  @Version private @Nullable Long version;
  @Embedded private Scope scope;
  private String name;
  private String arn;
  private @Nullable String description;
  private String vpcId;

  @ElementCollection
  @CollectionTable(
      name = "subnet_group_subnet",
      joinColumns = @JoinColumn(name = "subnet_group_id"))
  private Set<Subnet> subnets = new HashSet<>();

  protected SubnetGroup() {}

  /** A new group. */
  public static SubnetGroup created(
      Scope scope,
      String name,
      @Nullable String description,
      Networks.Location location,
      Instant now) {
    SubnetGroup group = new SubnetGroup();
    group.id = UUID.randomUUID();
    group.scope = scope;
    group.name = name;
    group.arn = Arn.of(scope, ResourceType.SUBNET_GROUP, name);
    group.description = description;
    group.vpcId = location.vpcId();
    group.subnets = new HashSet<>(location.subnets());
    group.registerEvent(new SubnetGroupCreated(scope, name, now));
    return group;
  }

  /**
   * Changes what it says and has.
   *
   * @param newDescription none leaves the one it has
   * @param location takes the place of all its subnets; none leaves them
   * @param usedZones zones in which its clusters have nodes
   * @throws MemoryDbException SubnetInUse when a zone with nodes would have no subnet any more,
   *     InvalidSubnet for another VPC, InvalidParameterValueException for the default group
   */
  public void change(
      @Nullable String newDescription,
      Networks.@Nullable Location location,
      Collection<String> usedZones,
      Instant now) {
    requireChangeable();
    if (newDescription != null) {
      description = newDescription;
    }
    if (location != null) {
      if (!location.vpcId().equals(vpcId)) {
        throw new MemoryDbException(
            Fault.INVALID_SUBNET,
            "The subnets are in %s, subnet group %s is in %s."
                .formatted(location.vpcId(), name, vpcId));
      }
      Set<String> zones = location.subnets().stream().map(Subnet::zone).collect(Collectors.toSet());
      for (Subnet subnet : subnets()) {
        if (usedZones.contains(subnet.zone()) && !zones.contains(subnet.zone())) {
          throw new MemoryDbException(
              Fault.SUBNET_IN_USE,
              "Subnet %s has nodes of clusters in %s.".formatted(subnet.id(), subnet.zone()));
        }
      }
      subnets.clear();
      subnets.addAll(location.subnets());
    }
    registerEvent(new SubnetGroupUpdated(scope, name, now));
  }

  /**
   * Ends the group.
   *
   * @param clusters the names of the clusters in it
   * @throws MemoryDbException SubnetGroupInUseFault when there are any,
   *     InvalidParameterValueException for the default group
   */
  public void delete(Collection<String> clusters, Instant now) {
    requireChangeable();
    if (!clusters.isEmpty()) {
      throw new MemoryDbException(
          Fault.SUBNET_GROUP_IN_USE,
          "Subnet group %s is still in use by %s.".formatted(name, String.join(", ", clusters)));
    }
    registerEvent(new SubnetGroupDeleted(scope, name, arn, now));
  }

  private void requireChangeable() {
    if (name.equals(DEFAULT_NAME)) {
      throw new MemoryDbException(
          Fault.INVALID_PARAMETER_VALUE,
          "%s is reserved and cannot be modified.".formatted(DEFAULT_NAME));
    }
  }

  public String name() {
    return name;
  }

  public String arn() {
    return arn;
  }

  public @Nullable String description() {
    return description;
  }

  public String vpcId() {
    return vpcId;
  }

  /** Its subnets in the order of their ids. */
  public List<Subnet> subnets() {
    return subnets.stream().sorted(comparing(Subnet::id)).toList();
  }

  /** The zones of its subnets, in order. */
  public List<String> zones() {
    return subnets.stream().map(Subnet::zone).distinct().sorted().toList();
  }
}
