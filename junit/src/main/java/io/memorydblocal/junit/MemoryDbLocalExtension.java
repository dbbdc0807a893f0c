package io.memorydblocal.junit;

import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.net.URI;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ModifierSupport;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.memorydb.MemoryDbClient;

/** Does what {@link MemoryDbLocal} and {@link MemoryDbCluster} promise. */
final class MemoryDbLocalExtension
    implements BeforeAllCallback, TestInstancePostProcessor, ParameterResolver {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(MemoryDbLocalExtension.class);

  @Override
  public void beforeAll(ExtensionContext context) {
    inject(null, context.getRequiredTestClass(), clusters(context));
  }

  @Override
  public void postProcessTestInstance(Object instance, ExtensionContext context) {
    inject(instance, instance.getClass(), clusters(context));
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return (type == URI.class && !mayHaveArguments(parameter.getDeclaringExecutable()))
        || type == AwsCredentialsProvider.class
        || type == MemoryDbClient.class
        || type == RunningCluster.class
        || parameter.isAnnotated(MemoryDbCluster.class);
  }

  /** A URI is what a parameterized test may get as an argument of its own. */
  private static boolean mayHaveArguments(Executable executable) {
    return AnnotationSupport.isAnnotated(executable, TestTemplate.class)
        && !AnnotationSupport.isAnnotated(executable, RepeatedTest.class);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    if (type == URI.class) {
      return server(context).endpoint();
    }
    if (type == AwsCredentialsProvider.class) {
      return Server.CREDENTIALS;
    }
    if (type == MemoryDbClient.class) {
      return server(context).client();
    }
    MemoryDbCluster wanted =
        parameter
            .findAnnotation(MemoryDbCluster.class)
            .orElseThrow(
                () ->
                    new ParameterResolutionException(
                        "A RunningCluster needs @MemoryDbCluster, which says what it is like"));
    return clusters(context).running(wanted);
  }

  private static void inject(@Nullable Object instance, Class<?> type, TestClusters clusters) {
    for (Field field : AnnotatedClusters.fields(type)) {
      if (ModifierSupport.isStatic(field) == (instance == null)) {
        try {
          field.setAccessible(true);
          field.set(instance, clusters.running(field.getAnnotation(MemoryDbCluster.class)));
        } catch (IllegalAccessException e) {
          throw new ExtensionConfigurationException(
              "The field %s of %s can't be set; it mustn't be final"
                  .formatted(field.getName(), type.getName()),
              e);
        }
      }
    }
  }

  /** Those of the test class; asks for all of them when it does so first. */
  private static TestClusters clusters(ExtensionContext context) {
    ExtensionContext ofClass = ofClass(context);
    Class<?> testClass = ofClass.getRequiredTestClass();
    Set<MemoryDbCluster> wanted = AnnotatedClusters.of(testClass);
    TestClusters clusters =
        stored(
            ofClass,
            testClass,
            TestClusters.class,
            () -> new TestClusters(server(context), around(ofClass)));
    clusters.request(wanted);
    return clusters;
  }

  private static @Nullable TestClusters around(ExtensionContext ofClass) {
    return ofClass
        .getParent()
        .filter(parent -> parent.getTestClass().isPresent())
        .map(MemoryDbLocalExtension::clusters)
        .orElse(null);
  }

  /** Nothing of a test or of its instance outlives it; clusters do. */
  private static ExtensionContext ofClass(ExtensionContext context) {
    ExtensionContext candidate = context;
    while (!(candidate.getElement().orElse(null) instanceof Class<?>)) {
      candidate = candidate.getParent().orElseThrow();
    }
    return candidate;
  }

  private static Server server(ExtensionContext context) {
    return stored(context.getRoot(), Server.class, Server.class, Server::start);
  }

  /** Closed when the context ends. */
  @SuppressWarnings("deprecation") // what JUnit 6 has in its place, JUnit 5 doesn't have
  private static <T extends AutoCloseable> T stored(
      ExtensionContext context, Class<?> key, Class<T> type, Supplier<T> creator) {
    return Objects.requireNonNull(
        context.getStore(NAMESPACE).getOrComputeIfAbsent(key, absent -> creator.get(), type));
  }
}
