package io.memorydblocal.billing.budget;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an account wants to spend in a month at most.
 *
 * @param name tells it from the account's others
 * @param monthlyLimit in US dollars, more than nothing
 * @param thresholds in percent of the limit, ascending: each is told when it is reached
 * @param tag only what has it counts; absent, everything does
 */
public record Budget(
    UUID id,
    String accountId,
    String name,
    BigDecimal monthlyLimit,
    List<Integer> thresholds,
    @Nullable Tag tag) {

  /** A tag that charges have. */
  public record Tag(String key, String value) {}
}
