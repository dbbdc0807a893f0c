/** What use costs: charges by what people ask for. */
@NullMarked
package io.memorydblocal.billing.statement;

import org.jspecify.annotations.NullMarked;
