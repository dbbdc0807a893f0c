package io.memorydblocal.provisioning.encryption;

import io.memorydblocal.provisioning.SnapshotProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes data keys and opens wrapped ones, each with the service that it belongs to. */
@Component
public class DataKeys {

  private final boolean withKms;
  private final MasterKeyFile masterKeyFile;
  private final KmsKeys kms;

  DataKeys(SnapshotProperties properties) {
    this.withKms = properties.kms().enabled();
    this.masterKeyFile = new MasterKeyFile(properties.masterKeyFile());
    this.kms = new KmsKeys(properties.kms());
  }

  /**
   * A new data key.
   *
   * @param kmsKeyId the ARN of a customer's key, if one is asked for
   * @param context what it is for: it is opened only by who says the same
   * @throws io.memorydblocal.provisioning.MemoryDbException InvalidKMSKeyFault when KMS refuses to
   *     use the customer's key
   */
  public DataKey generate(@Nullable String kmsKeyId, String context) {
    return new DataKey(
        withKms && kmsKeyId != null
            ? kms.generate(kmsKeyId, context)
            : masterKeyFile.generate(null, context));
  }

  /**
   * The data key that a wrapped key is.
   *
   * @throws DamagedContentException when it isn't one of this service's
   * @throws io.memorydblocal.provisioning.MemoryDbException InvalidKMSKeyFault when KMS refuses to
   *     use the customer's key
   */
  public DataKey open(WrappedKey key, String context) {
    return new DataKey(
        switch (key.service()) {
          case KmsKeys.NAME -> kms.unwrap(key, context);
          case MasterKeyFile.NAME -> masterKeyFile.unwrap(key, context);
          default -> throw new DamagedContentException("nobody is known as " + key.service());
        });
  }
}
