package io.memorydblocal.api.server;

import io.memorydblocal.api.database.Database;
import io.memorydblocal.api.database.DatabaseProperties;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Opens the data directory and begins to start the database as soon as the configuration is known,
 * while everything else is still being put together; ends them when everything else has ended.
 */
public final class HeadStart implements ApplicationContextInitializer<GenericApplicationContext> {

  private static final String BEAN = "startedResources";
  private static final String DATA_DIRECTORY = "memorydb.data-directory";

  /** Set while the build prepares the application: nothing runs then. */
  private static final String AT_BUILD_TIME = "spring.aot.processing";

  @Override
  public void initialize(GenericApplicationContext context) {
    if (Boolean.getBoolean(AT_BUILD_TIME)) {
      return;
    }
    Binder binder = Binder.get(context.getEnvironment());
    DataDirectory directory = DataDirectory.open(binder.bind(DATA_DIRECTORY, Path.class).get());
    DatabaseProperties properties =
        binder.bindOrCreate(DatabaseProperties.PREFIX, DatabaseProperties.class);
    CompletableFuture<Database> database =
        CompletableFuture.supplyAsync(
            () -> Database.open(properties, directory.resolve("postgresql")));
    Resources resources = new Resources(directory, database);
    context.getDefaultListableBeanFactory().registerSingleton(BEAN, resources);
    context.getDefaultListableBeanFactory().registerDisposableBean(BEAN, resources);
  }

  /** What was started, or is still starting. */
  record Resources(DataDirectory directory, CompletableFuture<Database> starting)
      implements DisposableBean {

    Database database() {
      try {
        return starting.join();
      } catch (CompletionException e) {
        throw e.getCause() instanceof RuntimeException thrown ? thrown : e;
      }
    }

    @Override
    public void destroy() throws IOException {
      if (!starting.isCompletedExceptionally()) {
        starting.join().close();
      }
      directory.close();
    }
  }
}
