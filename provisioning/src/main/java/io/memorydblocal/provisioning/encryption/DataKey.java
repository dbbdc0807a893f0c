package io.memorydblocal.provisioning.encryption;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.streamingaead.AesGcmHkdfStreamingKey;
import com.google.crypto.tink.streamingaead.PredefinedStreamingAeadParameters;
import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import com.google.crypto.tink.util.SecretBytes;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/**
 * Encrypts contents with AES-256-GCM, a megabyte at a time, so that what is read is known to be
 * right before its end is reached, and a part that is missing, exchanged or moved is noticed.
 */
public final class DataKey {

  static {
    // The JVM's own ciphers and checksums are slow until their code has run for long, which that of
    // one snapshot doesn't. Where there is no native code for the machine, they go on being used.
    AmazonCorrettoCryptoProvider.install();
  }

  private final StreamingAead cipher;
  private final WrappedKey wrapped;

  @AccessesPartialKey
  DataKey(PlainKey key) {
    this.wrapped = key.wrapped();
    try {
      this.cipher =
          AesGcmHkdfStreaming.create(
              AesGcmHkdfStreamingKey.create(
                  PredefinedStreamingAeadParameters.AES256_GCM_HKDF_1MB,
                  SecretBytes.copyFrom(key.bytes(), InsecureSecretKeyAccess.get())));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Itself in a form that may be written down. */
  public WrappedKey wrapped() {
    return wrapped;
  }

  /**
   * Encrypts what is written. It must be closed in the end, and only if all was written: a content
   * without its end can't be decrypted. What it writes to stays open.
   *
   * @param name what the content is; it is decrypted only under the same name
   */
  public OutputStream encrypt(OutputStream out, String name) throws IOException {
    try {
      return cipher.newEncryptingStream(new KeptOpen(out), name.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Decrypts what {@link #encrypt} wrote. Reading throws a {@link DamagedContentException} at the
   * first part that isn't what was written.
   */
  public InputStream decrypt(InputStream in, String name) throws IOException {
    try {
      return new Decrypted(
          cipher.newDecryptingStream(in, name.getBytes(StandardCharsets.UTF_8)), name);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class KeptOpen extends FilterOutputStream {

    KeptOpen(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }

  private static final class Decrypted extends FilterInputStream {

    private final String name;

    Decrypted(InputStream in, String name) {
      super(in);
      this.name = name;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      int length = read(one, 0, 1);
      return length < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      try {
        return in.read(bytes, offset, length);
      } catch (IOException e) {
        if (e.getCause() instanceof GeneralSecurityException
            || String.valueOf(e.getMessage()).contains("too short")) {
          throw new DamagedContentException(name + " is damaged", e);
        }
        throw e;
      }
    }
  }
}
