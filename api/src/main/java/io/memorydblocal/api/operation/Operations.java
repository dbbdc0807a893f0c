package io.memorydblocal.api.operation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.validation.annotation.Validated;

/**
 * A class of operations. Each runs in one transaction, after its request was checked against the
 * constraints of its shape; one that collides with another change is run again.
 */
@Component
@Validated
@Transactional
@Retryable(includes = ConcurrencyFailureException.class, maxRetries = 5, delay = 5, jitter = 5)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Operations {}
