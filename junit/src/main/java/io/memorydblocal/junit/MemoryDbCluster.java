package io.memorydblocal.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Asks for a cluster that is ready, as a {@link RunningCluster}: on a parameter of a constructor,
 * test or lifecycle method, or on a field, of a class with {@link MemoryDbLocal}.
 *
 * <p><b>In one class, the same annotation means the same cluster.</b> All clusters of a class are
 * created together before its first test, kept with their data from test to test, and deleted after
 * its last. Who wants two alike gives them different names; nested classes have the clusters of the
 * class around them as well.
 */
@Documented
@Target({ElementType.PARAMETER, ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
public @interface MemoryDbCluster {

  /** What the cluster's name begins with; a number follows. Letters, digits and hyphens. */
  String value() default "cluster";

  /** How many shards it has. */
  int shards() default 1;

  /** How many replicas each shard has. */
  int replicas() default 0;

  /** Whether its clients use TLS. */
  boolean tls() default true;

  /**
   * What its user may do, such as {@code on ~app:* +@all}: then it has a user with a password.
   * Without, everyone may do everything.
   */
  String accessString() default "";

  /** The engine, {@code redis} or {@code valkey}; MemoryDB's default unless it is given. */
  String engine() default "";

  /** The version of the engine, such as {@code 7.1}; MemoryDB's default unless it is given. */
  String engineVersion() default "";

  /** The type of its nodes, which decides how much memory they have. */
  String nodeType() default "db.t4g.small";
}
