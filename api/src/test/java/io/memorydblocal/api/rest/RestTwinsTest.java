package io.memorydblocal.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.memorydblocal.api.operation.AwsOperation;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What AWS's protocol and REST have in common. */
class RestTwinsTest {

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
}
