package io.memorydblocal.junit;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * A cluster that serves, and what a client needs to connect to it. The client has to speak the
 * cluster protocol and, with TLS, to trust the certificate authority.
 *
 * @param name its name in the API
 * @param host the host of its configuration endpoint, an IP address
 * @param port the port of its configuration endpoint
 * @param tls whether its clients use TLS
 * @param user who may log in; nobody has to if there is none
 * @param password the user's password
 * @param caCertificate the certificate of the authority that signed those of its nodes
 * @param caCertificateFile the same as a PEM file
 */
public record RunningCluster(
    String name,
    String host,
    int port,
    boolean tls,
    @Nullable String user,
    @Nullable String password,
    X509Certificate caCertificate,
    Path caCertificateFile) {

  /** Where it is, with user and password, as Redis clients understand it: {@code rediss://…}. */
  public URI uri() {
    return URI.create(
        "%s://%s%s:%d"
            .formatted(
                tls ? "rediss" : "redis",
                user == null ? "" : user + ":" + password + "@",
                host,
                port));
  }

  /** Where it is, as {@code spring.data.redis.cluster.nodes} has it: {@code 127.79.1.2:6379}. */
  public String address() {
    return host + ":" + port;
  }

  /** Trusts the certificate authority and nobody else; Jedis takes its socket factory. */
  public SSLContext sslContext() {
    try {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      trusted.setCertificateEntry("ca", caCertificate);
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("No TLS with the certificate " + caCertificateFile, e);
    }
  }

  /** All but the password. */
  @Override
  public String toString() {
    return name + " at " + address();
  }
}
