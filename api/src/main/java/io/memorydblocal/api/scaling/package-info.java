/** Auto scaling of clusters. */
@NullMarked
package io.memorydblocal.api.scaling;

import org.jspecify.annotations.NullMarked;
