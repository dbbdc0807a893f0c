package io.memorydblocal.junit;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** Finds what a test class and its superclasses have with {@link MemoryDbCluster}. */
final class AnnotatedClusters {

  private AnnotatedClusters() {}

  /**
   * The clusters that a class asks for.
   *
   * @throws ExtensionConfigurationException when an annotated field or parameter can't hold a
   *     cluster, or when two beside each other would be the same one
   */
  static Set<MemoryDbCluster> of(Class<?> testClass) {
    List<Executable> executables = new ArrayList<>(List.of(testClass.getDeclaredConstructors()));
    executables.addAll(
        ReflectionSupport.findMethods(testClass, any -> true, HierarchyTraversalMode.TOP_DOWN));
    Set<MemoryDbCluster> all = new LinkedHashSet<>(distinct(fields(testClass), testClass));
    for (Executable executable : executables) {
      List<Parameter> parameters = new ArrayList<>();
      for (Parameter parameter : executable.getParameters()) {
        if (parameter.isAnnotationPresent(MemoryDbCluster.class)) {
          requireType(parameter.getType(), parameter, executable);
          parameters.add(parameter);
        }
      }
      all.addAll(distinct(parameters, executable));
    }
    return all;
  }

  /** The annotated fields of a class and its superclasses. */
  static List<Field> fields(Class<?> testClass) {
    List<Field> fields = AnnotationSupport.findAnnotatedFields(testClass, MemoryDbCluster.class);
    fields.forEach(field -> requireType(field.getType(), field.getName(), testClass));
    return fields;
  }

  private static Set<MemoryDbCluster> distinct(
      List<? extends AnnotatedElement> elements, Object place) {
    Set<MemoryDbCluster> distinct = new LinkedHashSet<>();
    for (AnnotatedElement element : elements) {
      MemoryDbCluster cluster = element.getAnnotation(MemoryDbCluster.class);
      if (!distinct.add(cluster)) {
        throw new ExtensionConfigurationException(
            "%s of %s would be the same cluster as another one: give it a name, as in @MemoryDbCluster(\"other\")"
                .formatted(element, place));
      }
    }
    return distinct;
  }

  private static void requireType(Class<?> type, Object element, Object place) {
    if (type != RunningCluster.class) {
      throw new ExtensionConfigurationException(
          "%s of %s is annotated with @MemoryDbCluster and must be a RunningCluster, not a %s"
              .formatted(element, place, type.getSimpleName()));
    }
  }
}
