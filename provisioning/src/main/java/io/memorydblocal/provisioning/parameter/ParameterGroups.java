package io.memorydblocal.provisioning.parameter;

import static io.memorydblocal.provisioning.Fault.INVALID_PARAMETER_COMBINATION;

import io.memorydblocal.provisioning.CreationLock;
import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.ResourceType;
import io.memorydblocal.provisioning.Scope;
import io.memorydblocal.provisioning.catalog.EngineRelease;
import io.memorydblocal.provisioning.catalog.EngineVersions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Finds the parameter group of a cluster, among them the default ones that every scope has. */
@Component
public class ParameterGroups {

  /** AWS has these two beside the default group of every family. */
  private static final List<String> FAMILIES_WITH_SEARCH =
      List.of("memorydb_redis7", "memorydb_valkey7");

  /** The value that running nodes can't change; both groups of a swap must have the same. */
  private static final String UNCHANGEABLE = "activerehashing";

  /** What nodes with data tiering can do when memory is full. */
  private static final Set<String> TIERING_POLICIES =
      Set.of("noeviction", "volatile-lru", "allkeys-lru");

  private static final String POLICY = "maxmemory-policy";

  private final ParameterGroupRepository groups;
  private final ParameterFamilies families;
  private final EngineVersions engineVersions;
  private final CreationLock lock;
  private final TransactionTemplate ownTransaction;
  private final Set<Scope> complete = ConcurrentHashMap.newKeySet();

  ParameterGroups(
      ParameterGroupRepository groups,
      ParameterFamilies families,
      EngineVersions engineVersions,
      CreationLock lock,
      PlatformTransactionManager transactions) {
    this.groups = groups;
    this.families = families;
    this.engineVersions = engineVersions;
    this.lock = lock;
    this.ownTransaction = new TransactionTemplate(transactions);
    this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  /** Makes the default groups the first time a scope is spoken of. */
  public void ensure(Scope scope) {
    if (!complete.contains(scope)) {
      ownTransaction.executeWithoutResult(status -> create(scope));
      complete.add(scope);
    }
  }

  private void create(Scope scope) {
    lock.acquire(scope, ResourceType.PARAMETER_GROUP);
    for (String name : families.names()) {
      ParameterFamily family = families.require(name);
      saveUnlessThere(scope, ParameterGroup.builtIn(scope, family));
      if (FAMILIES_WITH_SEARCH.contains(name)) {
        saveUnlessThere(scope, ParameterGroup.builtInSearch(scope, family));
      }
    }
  }

  private void saveUnlessThere(Scope scope, ParameterGroup group) {
    if (!groups.existsByScopeAndName(scope, group.name())) {
      groups.save(group);
    }
  }

  /** How many groups of a scope were there from the beginning. */
  public int builtIn() {
    return families.names().size() + FAMILIES_WITH_SEARCH.size();
  }

  /**
   * The group that a request for a cluster means.
   *
   * @param name the group asked for; none means the default one of the release
   * @throws MemoryDbException ParameterGroupNotFoundFault for a group that isn't there,
   *     InvalidParameterCombinationException for one of another family or one that nodes can't have
   */
  public ParameterGroup require(
      Scope scope, @Nullable String name, EngineRelease release, boolean dataTiering) {
    ensure(scope);
    String family = engineVersions.parameterFamily(release);
    ParameterGroup group =
        groups.require(scope, name == null ? families.require(family).defaultGroup() : name);
    if (!group.family().equals(family)) {
      throw new MemoryDbException(
          INVALID_PARAMETER_COMBINATION,
          "Parameter group %s does not fit %s %s, which needs the family %s."
              .formatted(name, release.engine(), release.engineVersion(), family));
    }
    if (group.wantsSearch()) {
      throw new MemoryDbException(
          INVALID_PARAMETER_COMBINATION,
          "Parameter group %s asks for vector search, which MemoryDB Local does not have."
              .formatted(group.name()));
    }
    if (dataTiering) {
      requireTiering(group);
    }
    return group;
  }

  /**
   * Does nothing for a group that clusters with data tiering can have.
   *
   * @throws MemoryDbException InvalidParameterCombinationException for another
   */
  public void requireTiering(ParameterGroup group) {
    String policy = value(group, POLICY);
    if (!TIERING_POLICIES.contains(policy)) {
      throw new MemoryDbException(
          INVALID_PARAMETER_COMBINATION,
          "%s %s can't be used with data tiering.".formatted(POLICY, policy));
    }
  }

  /**
   * Does nothing when a cluster can change from one group to the other while it serves.
   *
   * @throws MemoryDbException InvalidParameterCombinationException when it can't
   */
  public void requireSwappable(ParameterGroup from, ParameterGroup to) {
    boolean hasIt =
        families.require(from.family()).parameters().stream()
            .anyMatch(parameter -> parameter.name().equals(UNCHANGEABLE));
    if (hasIt && !value(from, UNCHANGEABLE).equals(value(to, UNCHANGEABLE))) {
      throw new MemoryDbException(
          INVALID_PARAMETER_COMBINATION,
          "Parameter groups %s and %s differ in %s, which a running cluster can't change."
              .formatted(from.name(), to.name(), UNCHANGEABLE));
    }
  }

  private String value(ParameterGroup group, String parameter) {
    return group.value(families.require(group.family()).require(parameter));
  }
}
