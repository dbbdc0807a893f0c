package io.memorydblocal.dataplane.tls;

import io.memorydblocal.dataplane.DataPlaneException;
import io.memorydblocal.dataplane.files.PrivateFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Signs the certificate of every node. It is made once, kept in a directory that only its owner may
 * read, and stays the same for as long as that directory does, so that clients trust it once.
 */
public final class CertificateAuthority {

  private static final Base64.Encoder LINES_OF_64 = Base64.getMimeEncoder(64, new byte[] {'\n'});
  private static final String CURVE = "secp256r1";
  private static final String SIGNATURE = "SHA256withECDSA";
  private static final X500Name NAME = new X500Name("CN=MemoryDB Local CA");
  private static final Duration CA_LIFE = Duration.ofDays(3650);
  private static final Duration NODE_LIFE = Duration.ofDays(825);

  /** RFC 5280, in characters. */
  private static final int LONGEST_COMMON_NAME = 64;

  /** Certificates begin a little in the past, for clients whose clock runs behind. */
  private static final Duration CLOCK_ALLOWANCE = Duration.ofHours(1);

  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final PrivateKey key;
  private final X509Certificate certificate;
  private final String certificatePem;
  private final SSLSocketFactory clientSockets;

  private CertificateAuthority(Clock clock, PrivateKey key, X509Certificate certificate)
      throws GeneralSecurityException, IOException {
    this.clock = clock;
    this.key = key;
    this.certificate = certificate;
    this.certificatePem = pem(certificate);
    this.clientSockets = trusting(certificate);
  }

  /**
   * A certificate with its private key, both as PEM.
   *
   * @param certificate the certificate
   * @param key the PKCS #8 private key
   */
  public record Identity(String certificate, String key) {}

  /** Opens the authority kept in a directory, making it first if there is none. */
  public static CertificateAuthority open(Path directory, Clock clock) {
    try {
      Path file = directory.resolve("ca-key.pem");
      PrivateFiles.createOnce(file, () -> newAuthority(clock));
      String pem = Files.readString(file);
      return new CertificateAuthority(clock, readKey(pem), readCertificate(pem));
    } catch (IOException | GeneralSecurityException e) {
      throw new DataPlaneException("The certificate authority in " + directory + " is unusable", e);
    }
  }

  /** The authority's own certificate as PEM, for clients to trust. */
  public String certificate() {
    return certificatePem;
  }

  /** Sockets for clients that trust this authority and nobody else. */
  public SSLSocketFactory clientSockets() {
    return clientSockets;
  }

  /**
   * A new certificate for a node at an address, good for both ends of a connection.
   *
   * @param name for people to read; of a long one the certificate has the end, which tells nodes
   *     apart
   * @param ipAddress what clients compare with
   */
  public Identity issue(String name, String ipAddress) {
    try {
      KeyPair pair = newKeyPair(random);
      X509v3CertificateBuilder builder =
          builder(clock, certificate.getSubjectX500Principal().getName(), name, pair, NODE_LIFE);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      builder.addExtension(
          Extension.keyUsage,
          true,
          new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyAgreement));
      // Peers on the cluster bus and replicas are TLS clients with the same certificate.
      builder.addExtension(
          Extension.extendedKeyUsage,
          false,
          new ExtendedKeyUsage(
              new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth}));
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(
              new GeneralName[] {
                new GeneralName(GeneralName.iPAddress, ipAddress),
                new GeneralName(GeneralName.dNSName, "localhost")
              }));
      return new Identity(pem(sign(builder, key)), pem(pair.getPrivate()));
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new DataPlaneException("No certificate could be issued to " + name, e);
    }
  }

  private static String newAuthority(Clock clock) {
    try {
      KeyPair pair = newKeyPair(new SecureRandom());
      X509v3CertificateBuilder builder =
          builder(clock, NAME.toString(), "MemoryDB Local CA", pair, CA_LIFE);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      builder.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      return pem(pair.getPrivate()) + pem(sign(builder, pair.getPrivate()));
    } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
      throw new DataPlaneException("No certificate authority could be made", e);
    }
  }

  private static KeyPair newKeyPair(SecureRandom random) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(CURVE), random);
    return generator.generateKeyPair();
  }

  private static X509v3CertificateBuilder builder(
      Clock clock, String issuer, String name, KeyPair pair, Duration life) {
    Instant now = clock.instant();
    return new JcaX509v3CertificateBuilder(
        new X500Name(issuer),
        new BigInteger(127, new SecureRandom()),
        Date.from(now.minus(CLOCK_ALLOWANCE)),
        Date.from(now.plus(life)),
        new X500Name("CN=" + name.substring(Math.max(0, name.length() - LONGEST_COMMON_NAME))),
        pair.getPublic());
  }

  private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key)
      throws OperatorCreationException, GeneralSecurityException {
    return new JcaX509CertificateConverter()
        .getCertificate(builder.build(new JcaContentSignerBuilder(SIGNATURE).build(key)));
  }

  private static String pem(String type, byte[] content) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(type, LINES_OF_64.encodeToString(content), type);
  }

  private static String pem(PrivateKey key) {
    return pem("PRIVATE KEY", key.getEncoded());
  }

  private static String pem(X509Certificate certificate) throws CertificateEncodingException {
    return pem("CERTIFICATE", certificate.getEncoded());
  }

  private static PrivateKey readKey(String pem) throws GeneralSecurityException {
    String begin = "-----BEGIN PRIVATE KEY-----";
    String content = pem.substring(begin.length(), pem.indexOf("-----END PRIVATE KEY"));
    return KeyFactory.getInstance("EC")
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(content)));
  }

  private static X509Certificate readCertificate(String pem) throws GeneralSecurityException {
    byte[] bytes =
        pem.substring(pem.indexOf("-----BEGIN CERTIFICATE")).getBytes(StandardCharsets.US_ASCII);
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(bytes));
  }

  private static SSLSocketFactory trusting(X509Certificate authority)
      throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    trusted.setCertificateEntry("ca", authority);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context.getSocketFactory();
  }
}
