package io.memorydblocal.api.operation;

import io.memorydblocal.api.operation.AwsOperation.Api;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.aop.support.AopUtils;
import org.springframework.context.ApplicationContext;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;

/** All operations by name, found at start-up: an operation is there as soon as its method is. */
@Component
public class OperationRegistry {

  private final Map<String, Operation> byTarget = new TreeMap<>();

  OperationRegistry(ApplicationContext context) {
    context
        .getBeansWithAnnotation(Operations.class)
        .values()
        .forEach(
            bean -> methods(bean).forEach((method, operation) -> add(operation, bean, method)));
  }

  /**
   * An operation that can be called.
   *
   * @param api what it belongs to
   * @param name as in the API model
   * @param requestType the shape it takes
   * @param bean has the method
   * @param method takes the request and the caller
   */
  public record Operation(Api api, String name, Class<?> requestType, Object bean, Method method) {

    /** Calls the operation; whatever it throws is thrown. */
    public Object call(Object request, Caller caller) {
      try {
        return method.invoke(bean, request, caller);
      } catch (InvocationTargetException e) {
        if (e.getCause() instanceof RuntimeException thrown) {
          throw thrown;
        }
        throw new IllegalStateException(e.getCause());
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** The operation that a header X-Amz-Target names, if there is one. */
  public Optional<Operation> find(String target) {
    return Optional.ofNullable(byTarget.get(target));
  }

  /** The names of all operations of an API. */
  public Set<String> names(Api api) {
    return byTarget.values().stream()
        .filter(operation -> operation.api() == api)
        .map(Operation::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void add(AwsOperation annotation, Object bean, Method method) {
    Class<?>[] parameters = method.getParameterTypes();
    if (parameters.length != 2 || !parameters[1].equals(Caller.class)) {
      throw new IllegalStateException(method + " must take a request and a Caller");
    }
    Operation operation =
        new Operation(
            annotation.api(),
            annotation.value(),
            parameters[0],
            bean,
            AopUtils.selectInvocableMethod(method, bean.getClass()));
    if (byTarget.put(annotation.api().target(annotation.value()), operation) != null) {
      throw new IllegalStateException("Two methods are the operation " + annotation.value());
    }
  }

  private static Map<Method, AwsOperation> methods(Object bean) {
    return MethodIntrospector.selectMethods(
        AopUtils.getTargetClass(bean),
        (MethodIntrospector.MetadataLookup<AwsOperation>)
            method -> AnnotatedElementUtils.findMergedAnnotation(method, AwsOperation.class));
  }
}
