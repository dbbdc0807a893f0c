package io.memorydblocal.provisioning.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.memorydblocal.provisioning.MemoryDbException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTest {

  private static final int MANY = 500;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sun:23:00-mon:00:00",
        "mon:05:00-mon:06:00",
        "sat:10:00-sun:10:00",
        "WED:01:30-wed:02:30"
      })
  void readsMaintenanceWindows(String text) {
    assertThat(MaintenanceWindow.parse(text).text()).isEqualToIgnoringCase(text).isLowerCase();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "mon:05:00",
        "mon:05:00-mon:05:59",
        "mon:05:00-tue:05:01",
        "mon:24:00-tue:01:00",
        "day:05:00-mon:06:00",
        "mon:5:00-mon:6:00",
        "mon:06:00-mon:05:00"
      })
  void refusesWhatIsNoMaintenanceWindow(String text) {
    assertThatExceptionOfType(MemoryDbException.class)
        .isThrownBy(() -> MaintenanceWindow.parse(text))
        .withMessageContaining("'" + text + "'")
        .withMessageContaining("MaintenanceWindow");
  }

  @ParameterizedTest
  @ValueSource(strings = {"04:30-05:30", "23:30-00:30", "00:00-23:59"})
  void readsSnapshotWindows(String text) {
    assertThat(SnapshotWindow.parse(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "04:30", "04:30-05:29", "25:00-26:00", "4:30-5:30", "04:30-04:30"})
  void refusesWhatIsNoSnapshotWindow(String text) {
    assertThatExceptionOfType(MemoryDbException.class)
        .isThrownBy(() -> SnapshotWindow.parse(text))
        .withMessageContaining("'" + text + "'");
  }

  @Test
  void choosesWindowsThatItWouldTake() {
    Random random = new Random(7);
    for (int i = 0; i < MANY; i++) {
      for (String region : new String[] {"us-east-1", "eu-west-2", "mars-north-1"}) {
        String text = MaintenanceWindow.any(region, random).text();
        assertThat(MaintenanceWindow.parse(text).text()).isEqualTo(text);
      }
      String text = SnapshotWindow.any(random).text();
      assertThat(SnapshotWindow.parse(text).text()).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @CsvSource({
    // 2026-03-02 is a Monday.
    "mon:05:00-mon:06:00, 2026-03-02T05:00:00Z, true",
    "mon:05:00-mon:06:00, 2026-03-02T05:59:59Z, true",
    "mon:05:00-mon:06:00, 2026-03-02T06:00:00Z, false",
    "mon:05:00-mon:06:00, 2026-03-03T05:30:00Z, false",
    "sun:23:30-mon:01:00, 2026-03-02T00:59:00Z, true",
    "sun:23:30-mon:01:00, 2026-03-01T23:30:00Z, true",
    "sun:23:30-mon:01:00, 2026-03-02T01:00:00Z, false"
  })
  void knowsWhenAMaintenanceWindowIsOpen(String text, Instant moment, boolean open) {
    assertThat(MaintenanceWindow.parse(text).isOpen(moment)).isEqualTo(open);
  }
}
