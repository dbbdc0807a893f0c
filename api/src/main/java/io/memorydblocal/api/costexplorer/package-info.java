/** The operations of AWS Cost Explorer that say what MemoryDB costs. */
@NullMarked
package io.memorydblocal.api.costexplorer;

import org.jspecify.annotations.NullMarked;
