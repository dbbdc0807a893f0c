package io.memorydblocal.api.operation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.aop.support.AopUtils;
import org.springframework.context.ApplicationContext;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;

/** All operations by name, found at start-up: an operation is there as soon as its method is. */
@Component
public class OperationRegistry {

  private final Map<String, Operation> byName = new TreeMap<>();

  OperationRegistry(ApplicationContext context) {
    context
        .getBeansWithAnnotation(Operations.class)
        .values()
        .forEach(bean -> methods(bean).forEach((method, name) -> add(name, bean, method)));
  }

  /**
   * An operation that can be called.
   *
   * @param name as in the API model
   * @param requestType the shape it takes
   * @param bean has the method
   * @param method takes the request and the caller
   */
  public record Operation(String name, Class<?> requestType, Object bean, Method method) {

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

  /** The operation with a name, if there is one. */
  public Optional<Operation> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The names of all operations. */
  public Set<String> names() {
    return byName.keySet();
  }

  private void add(String name, Object bean, Method method) {
    Class<?>[] parameters = method.getParameterTypes();
    if (parameters.length != 2 || !parameters[1].equals(Caller.class)) {
      throw new IllegalStateException(method + " must take a request and a Caller");
    }
    Operation operation =
        new Operation(
            name, parameters[0], bean, AopUtils.selectInvocableMethod(method, bean.getClass()));
    if (byName.put(name, operation) != null) {
      throw new IllegalStateException("Two methods are the operation " + name);
    }
  }

  private static Map<Method, String> methods(Object bean) {
    return MethodIntrospector.selectMethods(
        AopUtils.getTargetClass(bean),
        (MethodIntrospector.MetadataLookup<String>)
            method ->
                Optional.ofNullable(
                        AnnotatedElementUtils.findMergedAnnotation(method, AwsOperation.class))
                    .map(AwsOperation::value)
                    .orElse(null));
  }
}
