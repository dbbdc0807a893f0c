package io.memorydblocal.api.operation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.validation.annotation.Validated;

/**
 * A class of operations. Each runs in one transaction, after its request was checked against the
 * constraints of its shape; one that collides with another change is run again. A broken constraint
 * of the database is such a collision too: what the operation had found was deleted, or what it had
 * missed was created, before it was through. The next run sees it and says so in AWS's words.
 */
@Component
@Validated
@Transactional
@Retryable(
    includes = {ConcurrencyFailureException.class, DataIntegrityViolationException.class},
    maxRetries = 8,
    delay = 5,
    jitter = 5,
    multiplier = 2,
    maxDelay = 200)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Operations {}
