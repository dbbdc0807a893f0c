package io.memorydblocal.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class a MemoryDB server. It runs in the JVM of the tests, on a free port of
 * 127.0.0.1, with a database, addresses and a temporary directory of its own; it starts with the
 * first annotated class, all of them share it, and it ends with the last test.
 *
 * <p>Constructors, tests and lifecycle methods may have parameters of these types:
 *
 * <ul>
 *   <li>{@link java.net.URI}: the endpoint of MemoryDB's API; not in parameterized tests, which
 *       have arguments of their own
 *   <li>{@link software.amazon.awssdk.auth.credentials.AwsCredentialsProvider}: the credentials
 *       that it knows
 *   <li>{@link software.amazon.awssdk.services.memorydb.MemoryDbClient}: the AWS SDK's client with
 *       both, for the Region us-east-1
 *   <li>{@link RunningCluster} with {@link MemoryDbCluster}: a cluster
 * </ul>
 *
 * <p>The JVM has to be Java 25 or newer. The server's libraries have a class loader of their own:
 * tests neither see them nor have to agree with their versions. Its properties can be given as
 * system properties or environment variables, {@code memorydb.data-plane.search-path} for instance,
 * which says where engines are looked for.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(MemoryDbLocalExtension.class)
public @interface MemoryDbLocal {}
