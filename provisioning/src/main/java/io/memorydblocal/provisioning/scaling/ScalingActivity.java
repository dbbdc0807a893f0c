package io.memorydblocal.provisioning.scaling;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a policy did.
 *
 * @param at when
 * @param before how many shards or replicas there were
 * @param after how many there were to be
 * @param refusal why it wasn't done, if so
 */
@Embeddable
public record ScalingActivity(
    @Column(name = "activity_at") Instant at,
    @Column(name = "activity_before") int before,
    @Column(name = "activity_after") int after,
    @Column(name = "activity_refusal") @Nullable String refusal) {}
