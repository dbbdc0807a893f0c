package io.memorydblocal.provisioning.catalog;

import static io.memorydblocal.provisioning.Fault.SERVICE_UPDATE_NOT_FOUND;

import io.memorydblocal.provisioning.MemoryDbException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** The service updates there are, shipped or announced in the configuration. */
@Component
public class ServiceUpdates {

  private final Map<String, ServiceUpdate> byName = new TreeMap<>();

  ServiceUpdates(ServiceUpdateProperties properties) {
    DataFile.rows("service-updates.csv")
        .forEach(
            row ->
                add(
                    new ServiceUpdate(
                        row.get("name"),
                        Instant.parse(row.get("release_date")),
                        row.get("engine"),
                        List.of(row.get("engine_versions").split(" ")),
                        row.get("description"),
                        null)));
    properties.announced().forEach(this::add);
  }

  /** All that have been released by a time, in the order of their names. */
  public List<ServiceUpdate> released(Instant now) {
    return byName.values().stream().filter(update -> update.isOut(now)).toList();
  }

  /** All that clusters take by themselves, in the order of their names. */
  public List<ServiceUpdate> startingByThemselves(Instant now) {
    return byName.values().stream().filter(update -> update.startsByItself(now)).toList();
  }

  /**
   * The update with a name.
   *
   * @throws MemoryDbException ServiceUpdateNotFoundFault when none with it has been released
   */
  public ServiceUpdate require(String name, Instant now) {
    ServiceUpdate update = byName.get(name);
    if (update == null || !update.isOut(now)) {
      throw new MemoryDbException(
          SERVICE_UPDATE_NOT_FOUND, "Service update %s not found.".formatted(name));
    }
    return update;
  }

  private void add(ServiceUpdate update) {
    byName.put(update.name(), update);
  }
}
