package io.memorydblocal.api.operation;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** What every line that a request causes in the log carries besides its message. */
public final class LogContext {

  private static final String REQUEST_ID = "requestId";
  private static final String ACCOUNT = "account";
  private static final String REGION = "region";
  private static final String OPERATION = "operation";

  private LogContext() {}

  /** A request begins. */
  public static void begin(String requestId) {
    MDC.put(REQUEST_ID, requestId);
  }

  /** It is known who asks. */
  public static void caller(Caller caller) {
    MDC.put(ACCOUNT, caller.accountId());
    MDC.put(REGION, caller.region());
  }

  /**
   * It is known what is asked for. Operations that this one calls don't change it, and those that
   * no request calls have no context.
   */
  public static void operation(String name) {
    if (MDC.get(REQUEST_ID) != null && operation() == null) {
      MDC.put(OPERATION, name);
    }
  }

  /** What is asked for, as far as it is known. */
  public static @Nullable String operation() {
    return MDC.get(OPERATION);
  }

  /** The request is answered. */
  public static void end() {
    MDC.remove(REQUEST_ID);
    MDC.remove(ACCOUNT);
    MDC.remove(REGION);
    MDC.remove(OPERATION);
  }
}
