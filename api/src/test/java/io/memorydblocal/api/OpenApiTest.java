package io.memorydblocal.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.memorydblocal.api.operation.AwsOperation;
import io.memorydblocal.api.rest.RestResource;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;

/** The published contract names what is served. */
class OpenApiTest {

  private static final Path CONTRACT = Path.of("..", "openapi", "openapi.yaml");
  private static final Pattern PATH = Pattern.compile(" {2}(/\\S*):");
  private static final Pattern METHOD = Pattern.compile(" {4}(get|put|post|patch|delete):");
  private static final Pattern TARGET =
      Pattern.compile("- ((?:AmazonMemoryDB|AWSInsightsIndexService)\\.\\w+)");

  @Test
  void namesTheOperationsThatAreServed() throws IOException {
    List<String> published =
        Files.readAllLines(CONTRACT).stream()
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

  @Test
  void namesTheResourcesThatAreServed() throws IOException {
    List<String> published = new ArrayList<>();
    String path = "";
    for (String line : Files.readAllLines(CONTRACT)) {
      Matcher found = PATH.matcher(line);
      Matcher method = METHOD.matcher(line);
      if (found.matches()) {
        path = found.group(1);
      } else if (method.matches() && path.startsWith("/v1/")) {
        published.add(method.group(1) + " " + path);
      }
    }

    assertThat(published).containsExactlyInAnyOrderElementsOf(served());
  }

  /** All that can be done by AWS's protocol can be done by REST: the same method takes both. */
  @Test
  void everyOperationOfMemoryDbHasItsTwin() {
    Set<String> twins = new TreeSet<>();
    Set<String> operations = new TreeSet<>();
    for (JavaClass type : new ClassFileImporter().importPackages("io.memorydblocal.api")) {
      for (JavaMethod method : type.getMethods()) {
        if (type.isAnnotatedWith(RestResource.class)) {
          method
              .getMethodCallsFromSelf()
              .forEach(call -> twins.add(call.getTarget().getFullName()));
        }
        if (method.isAnnotatedWith(AwsOperation.class)
            && method.getAnnotationOfType(AwsOperation.class).api() == AwsOperation.Api.MEMORYDB) {
          operations.add(method.getFullName());
        }
      }
    }

    assertThat(operations).hasSize(45);
    assertThat(twins).containsAll(operations);
  }

  private static Set<String> served() {
    Set<String> served = new TreeSet<>();
    for (JavaClass type : new ClassFileImporter().importPackages("io.memorydblocal.api")) {
      if (type.isAnnotatedWith(RestResource.class)) {
        for (Method method : type.reflect().getDeclaredMethods()) {
          RequestMapping mapping =
              AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
          RequestMapping base =
              AnnotatedElementUtils.findMergedAnnotation(type.reflect(), RequestMapping.class);
          if (mapping != null && base != null) {
            served.add(
                mapping.method()[0].name().toLowerCase(Locale.ROOT)
                    + " "
                    + base.path()[0]
                    + mapping.path()[0].replace("{*", "{"));
          }
        }
      }
    }
    return served;
  }
}
