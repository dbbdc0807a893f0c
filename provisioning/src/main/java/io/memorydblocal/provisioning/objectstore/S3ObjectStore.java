package io.memorydblocal.provisioning.objectstore;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/** Keeps contents in an S3 bucket. */
final class S3ObjectStore implements ObjectStore {

  private static final int NOT_FOUND = 404;

  private final S3Client s3;
  private final String bucket;
  private final String prefix;

  /**
   * @param prefix what all keys in the bucket begin with; may be empty
   */
  S3ObjectStore(S3Client s3, String bucket, String prefix) {
    this.s3 = s3;
    this.bucket = bucket;
    this.prefix = prefix;
  }

  @Override
  public void put(String key, Content content) throws IOException {
    try (S3Upload upload = new S3Upload(s3, bucket, prefix + key)) {
      content.writeTo(upload);
      upload.complete();
    } catch (SdkException e) {
      throw failed("written", key, e);
    }
  }

  @Override
  public InputStream get(String key) throws IOException {
    return call("read", key, () -> s3.getObject(object -> object.bucket(bucket).key(prefix + key)));
  }

  @Override
  public void delete(String key) throws IOException {
    call("deleted", key, () -> s3.deleteObject(object -> object.bucket(bucket).key(prefix + key)));
  }

  @Override
  public boolean exists(String key) throws IOException {
    try {
      call("found", key, () -> s3.headObject(object -> object.bucket(bucket).key(prefix + key)));
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private <T> T call(String done, String key, Supplier<T> action) throws IOException {
    try {
      return action.get();
    } catch (SdkException e) {
      throw failed(done, key, e);
    }
  }

  private IOException failed(String done, String key, SdkException e) {
    String name = "s3://%s/%s%s".formatted(bucket, prefix, key);
    if (e instanceof AwsServiceException answer && answer.statusCode() == NOT_FOUND) {
      NoSuchFileException missing = new NoSuchFileException(name, null, "S3 says there is none");
      missing.initCause(e);
      return missing;
    }
    return new IOException("%s can't be %s: %s".formatted(name, done, e.getMessage()), e);
  }

  @Override
  public String toString() {
    return "s3://%s/%s".formatted(bucket, prefix);
  }
}
