package io.memorydblocal.api.operation;

import io.memorydblocal.provisioning.Scope;

/**
 * Who asks, and where: both come from the credential scope of the request's signature.
 *
 * @param accountId the account of the access key
 * @param region the region that the request was signed for
 * @param requestId names the request in its answer and in the log
 */
public record Caller(String accountId, String region, String requestId) {

  /** Where resources of the caller live. */
  public Scope scope() {
    return new Scope(accountId, region);
  }
}
