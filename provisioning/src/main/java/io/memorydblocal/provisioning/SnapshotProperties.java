package io.memorydblocal.provisioning;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * Where the contents of snapshots are kept, and with what keys.
 *
 * @param directory where they are kept unless a bucket is named
 * @param masterKeyFile the key of snapshots without a KMS key; made when first needed
 * @param bucket the S3 bucket that they are kept in, if they are
 * @param prefix what their keys in the bucket begin with
 * @param region the region of the bucket
 * @param automatic whether automatic snapshots are taken, and deleted when their days are over
 * @param s3 how S3 is reached, for the bucket and for exports and imports
 * @param kms how KMS is reached
 */
@Validated
@ConfigurationProperties("memorydb.snapshots")
public record SnapshotProperties(
    @NotNull Path directory,
    @NotNull Path masterKeyFile,
    @Nullable String bucket,
    @NotNull @DefaultValue("memorydb-snapshots/") String prefix,
    @NotBlank @DefaultValue("us-east-1") String region,
    @DefaultValue("true") boolean automatic,
    @Valid @DefaultValue S3 s3,
    @Valid @DefaultValue Kms kms) {

  /**
   * S3, or what speaks like it.
   *
   * @param endpoint where it is; none means AWS's
   * @param pathStyle whether buckets are named in the path of a URL, not in its host
   * @param accessKeyId whose secret is the next; none means what AWS's SDK finds by itself
   */
  public record S3(
      @Nullable URI endpoint,
      @DefaultValue("false") boolean pathStyle,
      @Nullable String accessKeyId,
      @Nullable String secretAccessKey) {

    public AwsCredentialsProvider credentials() {
      return SnapshotProperties.credentials(accessKeyId, secretAccessKey);
    }
  }

  /**
   * KMS, or what speaks like it.
   *
   * @param enabled whether KMS key ids are more than words that are reported back
   * @param endpoint where it is; none means AWS's
   * @param accessKeyId whose secret is the next; none means what AWS's SDK finds by itself
   */
  public record Kms(
      @DefaultValue("false") boolean enabled,
      @Nullable URI endpoint,
      @Nullable String accessKeyId,
      @Nullable String secretAccessKey) {

    public AwsCredentialsProvider credentials() {
      return SnapshotProperties.credentials(accessKeyId, secretAccessKey);
    }
  }

  private static AwsCredentialsProvider credentials(@Nullable String id, @Nullable String secret) {
    return id == null || secret == null
        ? DefaultCredentialsProvider.builder().build()
        : StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret));
  }

  @Override
  public String toString() {
    return "SnapshotProperties[directory=%s, bucket=%s]".formatted(directory, bucket);
  }
}
