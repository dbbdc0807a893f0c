package io.memorydblocal.api.server;

import io.memorydblocal.api.database.Database;
import io.memorydblocal.provisioning.cluster.EngineRoom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Says on the console what was started and where it is, and leaves the same in a file of the data
 * directory, by which the launcher finds a server that runs in the background.
 */
@Component
class StartupReport {

  private static final Logger LOG = LoggerFactory.getLogger(StartupReport.class);

  private static final String STATE_FILE = "server.state";

  /** With this profile the console has log lines in JSON, and nothing else. */
  private static final String JSON_LOGS = "json-logs";

  private final Path stateFile;
  private final Path caCertificate;
  private final Database database;
  private final EngineRoom engineRoom;
  private final Environment environment;
  private final Clock clock;

  StartupReport(
      DataDirectory directory,
      Database database,
      EngineRoom engineRoom,
      Environment environment,
      Clock clock) {
    this.stateFile = directory.resolve(STATE_FILE);
    this.caCertificate = directory.resolve("ca.pem");
    this.database = database;
    this.engineRoom = engineRoom;
    this.environment = environment;
    this.clock = clock;
  }

  @EventListener
  void on(ApplicationReadyEvent event) throws IOException {
    if (!(event.getApplicationContext() instanceof WebServerApplicationContext web)
        || web.getWebServer() == null) {
      return;
    }
    String endpoint =
        "http://%s:%d"
            .formatted(environment.getProperty("server.address"), web.getWebServer().getPort());
    ProcessHandle process = ProcessHandle.current();
    Instant now = clock.instant();
    Instant started = process.info().startInstant().orElse(now);
    double seconds = Duration.between(started, now).toMillis() / 1000.0;
    List<String> lines =
        List.of(
            "  database  " + database.description(),
            "  engine    " + engineRoom.standardEngine(),
            String.format(Locale.ROOT, "  ready     in %.1f s: %s", seconds, endpoint));
    Files.writeString(caCertificate, engineRoom.caCertificate());
    Path draft = stateFile.resolveSibling(STATE_FILE + ".draft");
    Files.write(
        draft,
        List.of(
            "pid=" + process.pid(),
            "endpoint=" + endpoint,
            "database=" + database.description(),
            "engine=" + engineRoom.standardEngine()));
    Files.move(draft, stateFile, StandardCopyOption.REPLACE_EXISTING);
    if (environment.matchesProfiles(JSON_LOGS)) {
      lines.forEach(line -> LOG.info("{}", line.strip()));
    } else {
      lines.forEach(System.out::println);
    }
  }

  @EventListener
  void on(ContextClosedEvent event) throws IOException {
    Files.deleteIfExists(stateFile);
  }
}
