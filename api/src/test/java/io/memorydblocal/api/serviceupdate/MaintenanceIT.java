package io.memorydblocal.api.serviceupdate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memorydblocal.api.testing.Clusters;
import io.memorydblocal.api.testing.TestServer;
import io.memorydblocal.provisioning.serviceupdate.MaintenanceSchedule;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import software.amazon.awssdk.services.memorydb.MemoryDbClient;
import software.amazon.awssdk.services.memorydb.model.ServiceUpdate;
import software.amazon.awssdk.services.memorydb.model.ServiceUpdateStatus;

/** Service updates that start by themselves. */
class MaintenanceIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final DateTimeFormatter DAY_AND_TIME =
      DateTimeFormatter.ofPattern("EEE:HH:mm", Locale.ENGLISH);

  private final TestServer server =
      TestServer.start(
          "memorydb.service-updates.announced[0].name=by-itself",
          "memorydb.service-updates.announced[0].release-date=2026-01-02T00:00:00Z",
          "memorydb.service-updates.announced[0].engine=redis",
          "memorydb.service-updates.announced[0].engine-versions=7.1",
          "memorydb.service-updates.announced[0].description=Starts in the window",
          "memorydb.service-updates.announced[0].auto-update-start-date=2026-01-03T00:00:00Z");
  private final MemoryDbClient api = server.sdk();

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void takesAnUpdateInTheMaintenanceWindowOnly() {
    Clusters.create(api, "demo", 1, 0, "open-access");
    Clusters.awaitAvailable(api, "demo");
    maintainFrom(2);
    server
        .bean(JdbcClient.class)
        .sql("update cluster set created_at = '2025-01-01T00:00:00Z'")
        .update();
    work();
    assertThat(update().status()).isEqualTo(ServiceUpdateStatus.AVAILABLE);
    assertThat(update().autoUpdateStartDate()).isEqualTo("2026-01-03T00:00:00Z");

    maintainFrom(-1);
    work();

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(update().status()).isEqualTo(ServiceUpdateStatus.COMPLETE));
    assertThat(update().nodesUpdated()).isEqualTo("1/1");
  }

  /** Gives the cluster a window of two hours. */
  private void maintainFrom(int hoursFromNow) {
    OffsetDateTime from = OffsetDateTime.now(ZoneOffset.UTC).plusHours(hoursFromNow);
    String window = DAY_AND_TIME.format(from) + "-" + DAY_AND_TIME.format(from.plusHours(2));
    api.updateCluster(
        request -> request.clusterName("demo").maintenanceWindow(window.toLowerCase(Locale.ROOT)));
  }

  private void work() {
    MaintenanceSchedule schedule = server.bean(MaintenanceSchedule.class);
    server.bean(TransactionOperations.class).executeWithoutResult(transaction -> schedule.run());
  }

  private ServiceUpdate update() {
    return api.describeServiceUpdates(request -> request.serviceUpdateName("by-itself"))
        .serviceUpdates()
        .getFirst();
  }
}
