package io.memorydblocal.dataplane;

/**
 * Where a node answers.
 *
 * @param id as in its {@link NodeSpec}
 * @param address where it listens
 * @param tls whether it speaks TLS
 */
public record NodeEndpoint(String id, NodeAddress address, boolean tls) {}
