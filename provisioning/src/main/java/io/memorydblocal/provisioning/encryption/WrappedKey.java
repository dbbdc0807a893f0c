package io.memorydblocal.provisioning.encryption;

import org.jspecify.annotations.Nullable;

/**
 * A data key that only its service can tell.
 *
 * @param service who wrapped it: {@code kms} or {@code master-key-file}
 * @param keyId the ARN of the KMS key that it is wrapped with
 * @param ciphertext the wrapped key, in Base64
 */
public record WrappedKey(String service, @Nullable String keyId, String ciphertext) {}
