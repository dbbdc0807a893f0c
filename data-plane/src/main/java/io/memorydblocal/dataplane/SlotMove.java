package io.memorydblocal.dataplane;

/** TEMP. */
public record SlotMove(String fromNodeId, String toNodeId, Slots slots) {}
