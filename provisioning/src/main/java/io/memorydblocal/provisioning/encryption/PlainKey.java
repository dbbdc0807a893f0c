package io.memorydblocal.provisioning.encryption;

/** A data key in clear, together with its wrapped form. */
final class PlainKey {

  private final byte[] bytes;
  private final WrappedKey wrapped;

  PlainKey(byte[] bytes, WrappedKey wrapped) {
    this.bytes = bytes.clone();
    this.wrapped = wrapped;
  }

  byte[] bytes() {
    return bytes.clone();
  }

  WrappedKey wrapped() {
    return wrapped;
  }

  @Override
  public String toString() {
    return wrapped.toString();
  }
}
