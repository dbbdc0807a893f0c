package io.memorydblocal.dataplane.rdb;

import io.memorydblocal.dataplane.Slots;
import java.io.OutputStream;

/**
 * Where the keys of some slots go.
 *
 * @param slots the slots
 * @param out what the file is written to; whoever opened it closes it
 */
public record RdbTarget(Slots slots, OutputStream out) {}
