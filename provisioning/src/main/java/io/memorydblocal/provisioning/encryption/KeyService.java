package io.memorydblocal.provisioning.encryption;

import org.jspecify.annotations.Nullable;

/** Makes data keys and wraps them with a key that never leaves the service. */
interface KeyService {

  /** How many bytes a data key has. */
  int DATA_KEY_BYTES = 32;

  /** What its wrapped keys say about who wrapped them. */
  String name();

  /**
   * Makes a data key.
   *
   * @param keyId the ARN of the key to wrap it with, where there are several
   * @param context what it is for: it is told only to who says the same
   */
  PlainKey generate(@Nullable String keyId, String context);

  /** Tells a data key. */
  PlainKey unwrap(WrappedKey key, String context);
}
