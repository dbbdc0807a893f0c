/** What MemoryDB offers: node types and engine versions. Read-only data files. */
@NullMarked
package io.memorydblocal.provisioning.catalog;

import org.jspecify.annotations.NullMarked;
