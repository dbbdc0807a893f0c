package io.memorydblocal.provisioning.cluster;

import io.memorydblocal.provisioning.DomainEvent;
import io.memorydblocal.provisioning.access.AclRepository;
import io.memorydblocal.provisioning.parameter.ParameterGroupRepository;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.AbstractAggregateRoot;

/**
 * What the reconciler of clusters needs of repositories, in memory. Events are published when a
 * cluster is saved or deleted, as Spring Data does it.
 */
final class FakeRepositories {

  private final Map<UUID, Cluster> clusters = new HashMap<>();
  private final List<DomainEvent> events = new ArrayList<>();

  ClusterRepository clusters() {
    return fake(
        ClusterRepository.class,
        (proxy, method, arguments) ->
            switch (method.getName()) {
              case "findWithTopologyById" -> Optional.ofNullable(clusters.get((UUID) arguments[0]));
              case "save" -> save((Cluster) arguments[0]);
              case "delete" -> delete((Cluster) arguments[0]);
              default -> throw new UnsupportedOperationException(method.toString());
            });
  }

  /** Access control lists have their users with them already. */
  AclRepository acls() {
    return fake(AclRepository.class, (proxy, method, arguments) -> Optional.empty());
  }

  /** Parameter groups have their values with them already. */
  ParameterGroupRepository parameterGroups() {
    return fake(ParameterGroupRepository.class, (proxy, method, arguments) -> Optional.empty());
  }

  List<String> messages() {
    return events.stream().map(DomainEvent::message).toList();
  }

  Cluster save(Cluster cluster) {
    clusters.put(cluster.id(), cluster);
    publish(cluster);
    return cluster;
  }

  boolean isGone(Cluster cluster) {
    return !clusters.containsKey(cluster.id());
  }

  private Object delete(Cluster cluster) {
    clusters.remove(cluster.id());
    publish(cluster);
    return cluster;
  }

  private void publish(Cluster cluster) {
    ((Collection<?>) call(cluster, "domainEvents"))
        .stream()
            .filter(DomainEvent.class::isInstance)
            .map(DomainEvent.class::cast)
            .forEach(events::add);
    call(cluster, "clearDomainEvents");
  }

  /** Spring Data calls these two, which are nobody else's business, in the same way. */
  private static Object call(Cluster cluster, String name) {
    try {
      Method method = AbstractAggregateRoot.class.getDeclaredMethod(name);
      method.setAccessible(true);
      return Optional.ofNullable(method.invoke(cluster)).orElse(cluster);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private static <T> T fake(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
