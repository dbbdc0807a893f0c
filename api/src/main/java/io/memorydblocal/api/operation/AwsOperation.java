package io.memorydblocal.api.operation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a public method an operation of the API. It takes the request shape and the {@link Caller}
 * and returns the response shape.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface AwsOperation {

  /** The operation's name in the API model. */
  String value();

  /** The API that it belongs to. */
  Api api() default Api.MEMORYDB;

  /** The APIs that are served. */
  enum Api {
    MEMORYDB("AmazonMemoryDB"),
    COST_EXPLORER("AWSInsightsIndexService");

    private final String targetPrefix;

    Api(String targetPrefix) {
      this.targetPrefix = targetPrefix;
    }

    /** What requests name an operation by, in the header X-Amz-Target. */
    public String target(String operation) {
      return targetPrefix + "." + operation;
    }
  }
}
