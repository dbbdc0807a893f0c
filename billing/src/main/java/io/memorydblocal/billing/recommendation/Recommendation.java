package io.memorydblocal.billing.recommendation;

import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that would cost less. Savings of several about one cluster don't add up.
 *
 * @param cluster which cluster it is about, if one
 * @param current what there is
 * @param proposed what there could be
 * @param usdPerMonth how much less a month of 730 hours would cost, not rounded
 * @param estimate whether that rests on a price that was not verified
 * @param reason why, in words
 */
public record Recommendation(
    Kind kind,
    @Nullable String cluster,
    String current,
    String proposed,
    BigDecimal usdPerMonth,
    boolean estimate,
    String reason) {

  /** What would be done. */
  public enum Kind {
    /** Nobody uses it. */
    DELETE_IDLE_CLUSTER,
    /** Smaller nodes would do. */
    CHANGE_NODE_TYPE,
    /** Fewer replicas would do. */
    REDUCE_REPLICAS,
    /** Valkey costs less than Redis OSS. */
    CHANGE_ENGINE,
    /** Reserved nodes cost less than nodes on demand. */
    RESERVE_NODES;

    /** The word for it in the API, such as {@code change-engine}. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
