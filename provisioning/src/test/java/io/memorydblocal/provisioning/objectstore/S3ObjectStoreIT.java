package io.memorydblocal.provisioning.objectstore;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.abort;

import io.memorydblocal.provisioning.SnapshotProperties;
import io.memorydblocal.provisioning.testing.MotoServer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

class S3ObjectStoreIT extends ObjectStoreContract {

  @TempDir private static Path directory;
  private static MotoServer aws;
  private static ObjectStores stores;

  @BeforeAll
  static void start() {
    aws =
        MotoServer.start(directory.resolve("moto.log"))
            .orElseGet(() -> abort("S3 isn't tested: moto_server is not installed"));
    SnapshotProperties.S3 s3 = new SnapshotProperties.S3(aws.endpoint(), true, "id", "secret");
    stores =
        new ObjectStores(
            new SnapshotProperties(
                directory,
                directory.resolve("key"),
                "snapshots",
                "some/where/",
                "us-east-1",
                true,
                s3,
                new SnapshotProperties.Kms(false, null, null, null)));
    try (S3Client client =
        S3Client.builder()
            .endpointOverride(aws.endpoint())
            .forcePathStyle(true)
            .region(Region.US_EAST_1)
            .credentialsProvider(s3.credentials())
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build()) {
      client.createBucket(bucket -> bucket.bucket("snapshots"));
    }
  }

  @AfterAll
  static void stop() {
    if (aws != null) {
      aws.close();
    }
  }

  @Override
  protected ObjectStore store() {
    return stores.ofSnapshots();
  }

  @Test
  void saysWhichBucketIsMissing() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> stores.bucket("nowhere", "us-east-1").put("key", out -> out.write(1)))
        .withMessageContaining("s3://nowhere/key");
  }
}
