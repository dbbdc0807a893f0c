package io.memorydblocal.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.memorydblocal.api.operation.AwsOperation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The published contract names what is served. */
class OpenApiTest {

  private static final Pattern TARGET =
      Pattern.compile("- ((?:AmazonMemoryDB|AWSInsightsIndexService)\\.\\w+)");

  @Test
  void namesTheOperationsThatAreServed() throws IOException {
    List<String> published =
        Files.readAllLines(Path.of("..", "openapi", "openapi.yaml")).stream()
            .map(String::strip)
            .map(TARGET::matcher)
            .filter(Matcher::matches)
            .map(line -> line.group(1))
            .toList();

    assertThat(published)
        .containsExactlyInAnyOrderElementsOf(
            new ClassFileImporter()
                .importPackages("io.memorydblocal.api").stream()
                    .flatMap(type -> type.getMethods().stream())
                    .filter(method -> method.isAnnotatedWith(AwsOperation.class))
                    .map(method -> method.getAnnotationOfType(AwsOperation.class))
                    .map(operation -> operation.api().target(operation.value()))
                    .toList());
  }
}
