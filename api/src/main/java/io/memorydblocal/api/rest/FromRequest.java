package io.memorydblocal.api.rest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A parameter whose members are all that a request says: the members of its JSON body, if it has
 * one, the parameters of its query, and the variables of its path, which count most.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface FromRequest {}
