package io.memorydblocal.provisioning.schedule;

import io.memorydblocal.provisioning.schedule.RunningHours.Window;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** When a cluster is to run. It goes with its cluster. */
@Entity
public class ClusterSchedule {

  /** What couldn't be done isn't tried again before that. */
  private static final Duration RETRY = Duration.ofMinutes(10);

  @Id private UUID clusterId;
  @Version private @Nullable Long version;
  private String timeZone;
  private List<String> windows;
  private boolean stopTried;
  private @Nullable Instant triedAt;

  protected ClusterSchedule() {}

  ClusterSchedule(UUID clusterId, RunningHours hours) {
    this.clusterId = clusterId;
    this.timeZone = hours.zone().getId();
    this.windows = texts(hours);
  }

  /** Other hours from now on. */
  void runAt(RunningHours hours) {
    timeZone = hours.zone().getId();
    windows = texts(hours);
    triedAt = null;
  }

  private static List<String> texts(RunningHours hours) {
    return hours.windows().stream().map(Window::toString).toList();
  }

  /** True when its cluster can be stopped, or started, again. */
  boolean mayTry(boolean stop, Instant now) {
    return triedAt == null || stop != stopTried || !now.isBefore(triedAt.plus(RETRY));
  }

  void tries(boolean stop, Instant now) {
    stopTried = stop;
    triedAt = now;
  }

  public UUID clusterId() {
    return clusterId;
  }

  /** When the cluster is to run. */
  public RunningHours hours() {
    return new RunningHours(ZoneId.of(timeZone), windows.stream().map(Window::parse).toList());
  }
}
