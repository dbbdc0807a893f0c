package io.memorydblocal.api.server;

import io.memorydblocal.api.StartRefusedException;
import io.memorydblocal.api.security.AccessKeys;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Keeps the access key that everyone knows from being offered to other machines. */
@Component
class WellKnownKeyGuard implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

  private final AccessKeys accessKeys;
  private final @Nullable InetAddress address;

  WellKnownKeyGuard(AccessKeys accessKeys, Environment environment) {
    this.accessKeys = accessKeys;
    this.address = environment.getProperty("server.address", InetAddress.class);
  }

  @Override
  public void customize(ConfigurableTomcatWebServerFactory factory) {
    boolean local = address != null && address.isLoopbackAddress();
    if (!local && accessKeys.includeWellKnown()) {
      throw new StartRefusedException(
          "The access key test/test is known to everyone, so the server listens on loopback"
              + " addresses only while it is configured, not on "
              + (address == null ? "all addresses" : address.getHostAddress())
              + ".",
          "Configure other keys (MEMORYDB_SECURITY_ACCESS_KEYS_0_ID, _SECRET and _ACCOUNT_ID), or"
              + " leave server.address at 127.0.0.1.");
    }
  }
}
