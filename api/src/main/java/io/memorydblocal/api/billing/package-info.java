/** Usage, costs and estimates under {@code /v1/billing}. */
@NullMarked
package io.memorydblocal.api.billing;

import org.jspecify.annotations.NullMarked;
