package io.memorydblocal.provisioning.catalog;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reason to restart the nodes of clusters on what is installed now.
 *
 * @param name such as {@code memorydb-20260810-redis-security}
 * @param releaseDate clusters that were created before it need the update
 * @param engine of the clusters that need it
 * @param engineVersions of the clusters that need it, major and minor
 * @param description what it does
 * @param autoUpdateStartDate from then on clusters take it by themselves in their maintenance
 *     window; none for an update that somebody has to apply
 */
public record ServiceUpdate(
    @NotBlank String name,
    @NotNull Instant releaseDate,
    @NotBlank String engine,
    @NotEmpty List<String> engineVersions,
    @NotBlank String description,
    @Nullable Instant autoUpdateStartDate) {

  /** True when clusters take it by themselves. */
  boolean startsByItself(Instant now) {
    return isOut(now) && autoUpdateStartDate != null && !autoUpdateStartDate.isAfter(now);
  }

  /** True when it has been released. */
  boolean isOut(Instant now) {
    return !releaseDate.isAfter(now);
  }
}
