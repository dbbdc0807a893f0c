package io.memorydblocal.provisioning.objectstore;

import io.memorydblocal.provisioning.SnapshotProperties;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** The store that snapshots are kept in, and the buckets of customers. */
@Component
public class ObjectStores {

  private final SnapshotProperties properties;
  private final Map<String, S3Client> clients = new ConcurrentHashMap<>();

  ObjectStores(SnapshotProperties properties) {
    this.properties = properties;
  }

  /** Where the contents of snapshots are kept. */
  public ObjectStore ofSnapshots() {
    String bucket = properties.bucket();
    return bucket == null || bucket.isBlank()
        ? new DirectoryObjectStore(properties.directory())
        : new S3ObjectStore(client(properties.region()), bucket, properties.prefix());
  }

  /** A customer's bucket. */
  public ObjectStore bucket(String name, String region) {
    return new S3ObjectStore(client(region), name, "");
  }

  /** Clients are made when first needed: few servers ever need one. */
  private S3Client client(String region) {
    return clients.computeIfAbsent(region, this::newClient);
  }

  private S3Client newClient(String region) {
    S3ClientBuilder client =
        S3Client.builder()
            .region(Region.of(region))
            .forcePathStyle(properties.s3().pathStyle())
            .credentialsProvider(properties.s3().credentials())
            .httpClientBuilder(UrlConnectionHttpClient.builder());
    if (properties.s3().endpoint() != null) {
      client.endpointOverride(properties.s3().endpoint());
    }
    return client.build();
  }
}
