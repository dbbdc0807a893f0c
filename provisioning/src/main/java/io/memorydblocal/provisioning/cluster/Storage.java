package io.memorydblocal.provisioning.cluster;

import io.memorydblocal.provisioning.catalog.NodeType;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/**
 * What a cluster's nodes are and how they keep data.
 *
 * @param nodeType the name of a {@link NodeType}
 * @param dataTiering whether values move to disk
 * @param kmsKeyId the ARN of the key it is encrypted with at rest, if a customer's
 */
@Embeddable
public record Storage(
    String nodeType, boolean dataTiering, @Column(name = "kms_key_id") @Nullable String kmsKeyId) {}
