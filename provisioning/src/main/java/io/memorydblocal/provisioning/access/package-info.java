/**
 * Users, the access control lists they are on, and the access strings that say what they may do.
 */
@NullMarked
package io.memorydblocal.provisioning.access;

import org.jspecify.annotations.NullMarked;
