package io.memorydblocal.provisioning.serviceupdate;

import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Some of the service updates of some clusters; null stands for all.
 *
 * @param updateName the update
 * @param clusterNames the clusters
 * @param statuses in words of the API
 */
public record ServiceUpdateSelection(
    @Nullable String updateName,
    @Nullable Set<String> clusterNames,
    @Nullable Set<String> statuses) {

  /** One update of several clusters, however far they are with it. */
  public static ServiceUpdateSelection of(String updateName, Collection<String> clusterNames) {
    return new ServiceUpdateSelection(updateName, Set.copyOf(clusterNames), null);
  }
}
