package io.memorydblocal.dataplane.cluster;

import io.memorydblocal.dataplane.NodeAddress;
import io.memorydblocal.dataplane.engine.SlotLine;

/** The primary of a shard, with a line to it. */
record Primary(String nodeId, NodeAddress address, SlotLine line) {}
