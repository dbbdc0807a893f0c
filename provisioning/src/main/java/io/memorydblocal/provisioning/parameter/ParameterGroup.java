package io.memorydblocal.provisioning.parameter;

import io.memorydblocal.provisioning.Arn;
import io.memorydblocal.provisioning.Fault;
import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.ResourceType;
import io.memorydblocal.provisioning.Scope;
import io.memorydblocal.provisioning.parameter.ParameterGroupEvents.ParameterGroupCreated;
import io.memorydblocal.provisioning.parameter.ParameterGroupEvents.ParameterGroupDeleted;
import io.memorydblocal.provisioning.parameter.ParameterGroupEvents.ParameterGroupUpdated;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.AbstractAggregateRoot;

/** Values for the parameters of a family. The groups named {@code default.*} never change. */
@Entity
public class ParameterGroup extends AbstractAggregateRoot<ParameterGroup> {

  private static final String DEFAULT_PREFIX = "default.";
  private static final String SEARCH_ENABLED = "search-enabled";

  @Id private UUID id;
  @Version private @Nullable Long version;
  @Embedded private Scope scope;
  private String name;
  private String arn;
  private String family;
  private @Nullable String description;

  /** Only those that differ from the family's. */
  @ElementCollection
  @CollectionTable(
      name = "parameter_group_value",
      joinColumns = @JoinColumn(name = "parameter_group_id"))
  @MapKeyColumn(name = "name")
  @Column(name = "value")
  private Map<String, String> chosen = new HashMap<>();

  protected ParameterGroup() {}

  private ParameterGroup(
      Scope scope,
      String name,
      ParameterFamily family,
      @Nullable String description,
      Map<String, String> chosen) {
    this.id = UUID.randomUUID();
    this.scope = scope;
    this.name = name;
    this.arn = Arn.of(scope, ResourceType.PARAMETER_GROUP, name);
    this.family = family.name();
    this.description = description;
    this.chosen = new HashMap<>(chosen);
  }

  /** A new group with the values of its family. */
  public static ParameterGroup created(
      Scope scope, String name, ParameterFamily family, @Nullable String description, Instant now) {
    ParameterGroup group = new ParameterGroup(scope, name, family, description, Map.of());
    group.registerEvent(new ParameterGroupCreated(scope, name, now));
    return group;
  }

  /** The group with the family's own values. */
  static ParameterGroup builtIn(Scope scope, ParameterFamily family) {
    return new ParameterGroup(
        scope,
        family.defaultGroup(),
        family,
        "Default parameter group for " + family.name(),
        Map.of());
  }

  /** The same for clusters with vector search. */
  static ParameterGroup builtInSearch(Scope scope, ParameterFamily family) {
    return new ParameterGroup(
        scope,
        family.defaultGroup() + ".search",
        family,
        "Default parameter group for %s with vector search".formatted(family.name()),
        Map.of(SEARCH_ENABLED, "yes"));
  }

  /**
   * Gives parameters other values.
   *
   * @throws MemoryDbException InvalidParameterValueException for a parameter that the family
   *     doesn't have or a value that it may not have, InvalidParameterGroupStateFault for a default
   *     group; then nothing changes
   */
  public void set(Map<String, String> values, ParameterFamily ownFamily, Instant now) {
    requireChangeable("modified");
    values.forEach((each, value) -> ownFamily.require(each).requireAllowed(value));
    values.forEach(
        (each, value) -> {
          if (value.equals(ownFamily.require(each).defaultValue())) {
            chosen.remove(each);
          } else {
            chosen.put(each, value);
          }
        });
    registerEvent(new ParameterGroupUpdated(scope, name, now));
  }

  /**
   * Gives parameters the family's values again.
   *
   * @throws MemoryDbException InvalidParameterValueException for a parameter that the family
   *     doesn't have, InvalidParameterGroupStateFault for a default group; then nothing changes
   */
  public void reset(Collection<String> names, ParameterFamily ownFamily, Instant now) {
    requireChangeable("reset");
    names.forEach(ownFamily::require);
    names.forEach(chosen::remove);
    registerEvent(new ParameterGroupUpdated(scope, name, now));
  }

  /** Gives all parameters the family's values again. */
  public void resetAll(Instant now) {
    requireChangeable("reset");
    chosen.clear();
    registerEvent(new ParameterGroupUpdated(scope, name, now));
  }

  /**
   * Ends the group.
   *
   * @param clusters the names of the clusters that have it
   * @throws MemoryDbException InvalidParameterGroupStateFault when there are any, and for a default
   *     group
   */
  public void delete(Collection<String> clusters, Instant now) {
    requireChangeable("deleted");
    if (!clusters.isEmpty()) {
      throw invalidState(
          "Parameter group %s is still in use by %s.".formatted(name, String.join(", ", clusters)));
    }
    registerEvent(new ParameterGroupDeleted(scope, name, arn, now));
  }

  private void requireChangeable(String participle) {
    if (name.startsWith(DEFAULT_PREFIX)) {
      throw invalidState(
          "Parameter group %s is a default group and can't be %s.".formatted(name, participle));
    }
  }

  private static MemoryDbException invalidState(String message) {
    return new MemoryDbException(Fault.INVALID_PARAMETER_GROUP_STATE, message);
  }

  /** All values as directives of the engine. */
  public Map<String, String> engineSettings(ParameterFamily ownFamily) {
    return ownFamily.engineSettings(chosen);
  }

  /** The value of one of its family's parameters. */
  public String value(Parameter parameter) {
    return chosen.getOrDefault(parameter.name(), parameter.defaultValue());
  }

  /** True for a group that only clusters with vector search can have. */
  boolean wantsSearch() {
    return "yes".equals(chosen.get(SEARCH_ENABLED));
  }

  public UUID id() {
    return id;
  }

  public String name() {
    return name;
  }

  public String arn() {
    return arn;
  }

  /** The name of its {@link ParameterFamily}. */
  public String family() {
    return family;
  }

  /** True for one that is there from the beginning and can't be changed. */
  public boolean isDefault() {
    return name.startsWith("default.");
  }

  public @Nullable String description() {
    return description;
  }
}
