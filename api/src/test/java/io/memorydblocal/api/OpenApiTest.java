package io.memorydblocal.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.memorydblocal.api.operation.AwsOperation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The published contract names what is served. */
class OpenApiTest {

  private static final String TARGET = "- AmazonMemoryDB.";

  @Test
  void namesTheOperationsThatAreServed() throws IOException {
    List<String> published =
        Files.readAllLines(Path.of("..", "openapi", "openapi.yaml")).stream()
            .map(String::strip)
            .filter(line -> line.startsWith(TARGET))
            .map(line -> line.substring(TARGET.length()))
            .toList();

    assertThat(published)
        .isSorted()
        .containsExactlyInAnyOrderElementsOf(
            new ClassFileImporter()
                .importPackages("io.memorydblocal.api").stream()
                    .flatMap(type -> type.getMethods().stream())
                    .filter(method -> method.isAnnotatedWith(AwsOperation.class))
                    .map(method -> method.getAnnotationOfType(AwsOperation.class).value())
                    .toList());
  }
}
