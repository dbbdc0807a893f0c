package io.memorydblocal.provisioning;

import io.memorydblocal.dataplane.DataPlaneException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Has Spring Boot print why there is no data plane in place of a stack trace. */
class DataPlaneFailureAnalyzer extends AbstractFailureAnalyzer<DataPlaneException> {

  @Override
  protected FailureAnalysis analyze(Throwable root, DataPlaneException cause) {
    return new FailureAnalysis(
        String.valueOf(cause.getMessage()),
        "Install valkey-server or redis-server 6.2 or newer, built with TLS, on the PATH, or correct"
            + " memorydb.data-plane.engines.",
        cause);
  }
}
