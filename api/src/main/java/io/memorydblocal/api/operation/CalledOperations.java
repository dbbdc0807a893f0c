package io.memorydblocal.api.operation;

import java.lang.reflect.Method;
import org.aopalliance.intercept.MethodInterceptor;
import org.springframework.aop.framework.autoproxy.AbstractBeanFactoryAwareAdvisingPostProcessor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * Tells {@link LogContext} which operation a request calls, by whichever protocol. It comes before
 * everything else that {@link Operations} are wrapped in: what is refused there was called too.
 */
@Component
final class CalledOperations extends AbstractBeanFactoryAwareAdvisingPostProcessor {

  private static final long serialVersionUID = 1L;

  CalledOperations() {
    setBeforeExistingAdvisors(true);
    MethodInterceptor naming =
        invocation -> {
          LogContext.operation(name(invocation.getMethod()));
          return invocation.proceed();
        };
    this.advisor =
        new DefaultPointcutAdvisor(new AnnotationMatchingPointcut(Operations.class, true), naming);
  }

  /** Those that AWS's API doesn't have are called as if it had them. */
  private static String name(Method method) {
    AwsOperation operation = method.getAnnotation(AwsOperation.class);
    return operation == null ? StringUtils.capitalize(method.getName()) : operation.value();
  }
}
