/** What all REST resources share: how they answer when something is wrong. */
@NullMarked
package io.memorydblocal.api.rest;

import org.jspecify.annotations.NullMarked;
