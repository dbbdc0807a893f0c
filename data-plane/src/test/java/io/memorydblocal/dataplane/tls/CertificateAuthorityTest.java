package io.memorydblocal.dataplane.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateAuthorityTest {

  private static final int IP_ADDRESS = 7;

  @TempDir Path directory;

  @Test
  void issuesCertificatesToNodesOfClustersWithTheLongestName() throws Exception {
    CertificateAuthority authority = CertificateAuthority.open(directory, Clock.systemUTC());
    UUID unique = UUID.randomUUID();

    X509Certificate issued =
        certificate(
            authority.issue("c".repeat(40) + "-0001-001-" + unique, "127.77.0.2").certificate());

    issued.verify(certificate(authority.certificate()).getPublicKey());
    assertThat(issued.getSubjectX500Principal().getName()).endsWith("-0001-001-" + unique);
    assertThat(issued.getSubjectAlternativeNames()).contains(List.of(IP_ADDRESS, "127.77.0.2"));
  }

  private static X509Certificate certificate(String pem) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
  }
}
