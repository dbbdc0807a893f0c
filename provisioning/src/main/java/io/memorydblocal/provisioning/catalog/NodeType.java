package io.memorydblocal.provisioning.catalog;

import java.math.BigDecimal;

/**
 * A size of node.
 *
 * @param name such as {@code db.t4g.small}
 * @param vcpu virtual processors
 * @param memoryGib memory in GiB
 * @param maxMemory bytes a node may use for data
 * @param dataTiering whether nodes of this type move values to disk
 * @param multiRegion whether members of multi-Region clusters can have it
 */
public record NodeType(
    String name,
    int vcpu,
    BigDecimal memoryGib,
    long maxMemory,
    boolean dataTiering,
    boolean multiRegion) {}
