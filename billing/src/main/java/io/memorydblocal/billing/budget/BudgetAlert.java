package io.memorydblocal.billing.budget;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A threshold of a budget that was reached.
 *
 * @param month its first day
 * @param threshold in percent of the limit
 * @param spent in US dollars, when it was noticed
 * @param at when it was noticed
 */
public record BudgetAlert(LocalDate month, int threshold, BigDecimal spent, Instant at) {}
