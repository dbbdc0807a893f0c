package io.memorydblocal.provisioning;

import jakarta.persistence.Embeddable;

/**
 * The account and region a resource lives in. A name means one resource per type and scope; the
 * same name in another scope is another resource.
 *
 * @param accountId twelve digits
 * @param region such as {@code us-east-1}
 */
@Embeddable
public record Scope(String accountId, String region) {}
