/** Tags of every resource, by ARN. */
@NullMarked
package io.memorydblocal.provisioning.tag;

import org.jspecify.annotations.NullMarked;
