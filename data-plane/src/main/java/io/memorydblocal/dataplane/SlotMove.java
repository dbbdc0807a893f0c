package io.memorydblocal.dataplane;

/**
 * Hash slots that should change their owner.
 *
 * @param fromNodeId the primary that owns them, as in its {@link NodeSpec}
 * @param toNodeId the primary that should own them
 * @param slots those that the second owns already are done
 */
public record SlotMove(String fromNodeId, String toNodeId, Slots slots) {}
