package io.memorydblocal.provisioning.access;

import java.util.UUID;

/**
 * A user is on an access control list.
 *
 * @param userId the user
 * @param aclName the list
 */
public record Membership(UUID userId, String aclName) {}
