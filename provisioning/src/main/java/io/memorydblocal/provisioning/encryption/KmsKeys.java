package io.memorydblocal.provisioning.encryption;

import io.memorydblocal.provisioning.Fault;
import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.SnapshotProperties;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.KmsClientBuilder;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.KmsException;

/** Has KMS make data keys and wrap them with customers' keys. */
final class KmsKeys implements KeyService {

  static final String NAME = "kms";

  private static final String CONTEXT = "memorydb:snapshot";

  /** Where the region is in {@code arn:aws:kms:us-east-1:000000000000:key/...}. */
  private static final int REGION_IN_ARN = 3;

  private static final int SERVER_ERROR = 500;

  private final SnapshotProperties.Kms properties;
  private final Map<String, KmsClient> clients = new ConcurrentHashMap<>();

  KmsKeys(SnapshotProperties.Kms properties) {
    this.properties = properties;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public PlainKey generate(@Nullable String keyId, String context) {
    String key = Objects.requireNonNull(keyId);
    GenerateDataKeyResponse made =
        call(
            key,
            () ->
                client(key)
                    .generateDataKey(
                        request ->
                            request
                                .keyId(key)
                                .keySpec(DataKeySpec.AES_256)
                                .encryptionContext(Map.of(CONTEXT, context))));
    return new PlainKey(
        made.plaintext().asByteArray(),
        new WrappedKey(
            NAME, key, Base64.getEncoder().encodeToString(made.ciphertextBlob().asByteArray())));
  }

  @Override
  public PlainKey unwrap(WrappedKey wrapped, String context) {
    String key = Objects.requireNonNull(wrapped.keyId());
    DecryptResponse told =
        call(
            key,
            () ->
                client(key)
                    .decrypt(
                        request ->
                            request
                                .keyId(key)
                                .ciphertextBlob(
                                    SdkBytes.fromByteArray(
                                        Base64.getDecoder().decode(wrapped.ciphertext())))
                                .encryptionContext(Map.of(CONTEXT, context))));
    return new PlainKey(told.plaintext().asByteArray(), wrapped);
  }

  /** What KMS refuses is the key's fault; that it isn't there to ask is nobody's. */
  private static <T> T call(String key, Supplier<T> request) {
    try {
      return request.get();
    } catch (KmsException e) {
      if (e.statusCode() >= SERVER_ERROR) {
        throw e;
      }
      MemoryDbException fault =
          new MemoryDbException(
              Fault.INVALID_KMS_KEY,
              "KMS key %s can't be used: %s".formatted(key, e.awsErrorDetails().errorMessage()));
      fault.initCause(e);
      throw fault;
    }
  }

  private KmsClient client(String key) {
    return clients.computeIfAbsent(key.split(":", -1)[REGION_IN_ARN], this::newClient);
  }

  private KmsClient newClient(String region) {
    KmsClientBuilder client =
        KmsClient.builder()
            .region(Region.of(region))
            .credentialsProvider(properties.credentials())
            .httpClientBuilder(UrlConnectionHttpClient.builder());
    if (properties.endpoint() != null) {
      client.endpointOverride(properties.endpoint());
    }
    return client.build();
  }
}
