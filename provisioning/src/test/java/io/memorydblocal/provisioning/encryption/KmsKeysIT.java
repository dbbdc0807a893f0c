package io.memorydblocal.provisioning.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.abort;

import io.memorydblocal.provisioning.Fault;
import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.SnapshotProperties;
import io.memorydblocal.provisioning.testing.MotoServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;

class KmsKeysIT {

  @TempDir private static Path directory;
  private static MotoServer aws;
  private static KmsClient kms;
  private static KmsKeys keys;

  @BeforeAll
  static void start() {
    aws =
        MotoServer.start(directory.resolve("moto.log"))
            .orElseGet(() -> abort("KMS isn't tested: moto_server is not installed"));
    SnapshotProperties.Kms properties =
        new SnapshotProperties.Kms(true, aws.endpoint(), "id", "secret");
    keys = new KmsKeys(properties);
    kms =
        KmsClient.builder()
            .endpointOverride(aws.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(properties.credentials())
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
  }

  @AfterAll
  static void stop() {
    if (aws != null) {
      kms.close();
      aws.close();
    }
  }

  @Test
  void tellsADataKeyToWhoSaysWhatItIsFor() {
    String arn = newKey();
    PlainKey made = keys.generate(arn, "one");

    assertThat(made.bytes()).hasSize(KeyService.DATA_KEY_BYTES);
    assertThat(made.wrapped().keyId()).isEqualTo(arn);
    assertThat(keys.unwrap(made.wrapped(), "one").bytes()).isEqualTo(made.bytes());
    assertThatExceptionOfType(MemoryDbException.class)
        .isThrownBy(() -> keys.unwrap(made.wrapped(), "two"));
  }

  @Test
  void saysThatAKeyIsMissing() {
    String missing =
        newKey().replaceFirst("[0-9a-f-]{36}$", "00000000-0000-0000-0000-000000000000");
    assertThatExceptionOfType(MemoryDbException.class)
        .isThrownBy(() -> keys.generate(missing, "one"))
        .withMessageStartingWith("KMS key %s can't be used: ".formatted(missing))
        .extracting(MemoryDbException::fault)
        .isEqualTo(Fault.INVALID_KMS_KEY);
  }

  private static String newKey() {
    return kms.createKey().keyMetadata().arn();
  }
}
