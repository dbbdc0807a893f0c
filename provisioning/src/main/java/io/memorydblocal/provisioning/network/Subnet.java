package io.memorydblocal.provisioning.network;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/**
 * A subnet of a group.
 *
 * @param id such as {@code subnet-0123456789abcdef0}
 * @param zone its availability zone
 */
@Embeddable
public record Subnet(@Column(name = "subnet_id") String id, String zone) {}
