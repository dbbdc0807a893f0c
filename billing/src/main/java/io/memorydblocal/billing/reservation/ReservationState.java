package io.memorydblocal.billing.reservation;

import java.util.Locale;

/** The states of a reservation. */
public enum ReservationState {
  PAYMENT_PENDING,
  ACTIVE,
  /** Its term is over. */
  RETIRED;

  /** The word for it in the API. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
