package io.memorydblocal.api.rest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.web.bind.annotation.RestController;

/** A controller under {@code /v1}: what goes wrong in it is answered as {@link RestErrors} says. */
@RestController
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface RestResource {

  /** What the paths of all resources begin with. */
  String ROOT = "/v1/";
}
