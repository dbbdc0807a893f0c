package io.memorydblocal.provisioning.objectstore;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * Uploads what is written to it, in parts whose checksums S3 compares. Nothing is there before it
 * is {@linkplain #complete complete}; closed before that, nothing is left of it.
 */
final class S3Upload extends OutputStream {

  /** With S3's ten thousand parts, enough for 320 GB. */
  private static final int PART = 32 << 20;

  private static final int FIRST_BUFFER = 1 << 20;

  private final S3Client s3;
  private final String bucket;
  private final String key;
  private final List<CompletedPart> parts = new ArrayList<>();
  private byte[] buffer = new byte[FIRST_BUFFER];
  private int filled;
  private @Nullable String uploadId;

  S3Upload(S3Client s3, String bucket, String key) {
    this.s3 = s3;
    this.bucket = bucket;
    this.key = key;
  }

  @Override
  public void write(int oneByte) {
    write(new byte[] {(byte) oneByte}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    for (int done = 0; done < length; ) {
      if (filled == buffer.length) {
        makeRoom();
      }
      int piece = Math.min(length - done, buffer.length - filled);
      System.arraycopy(bytes, offset + done, buffer, filled, piece);
      filled += piece;
      done += piece;
    }
  }

  /** Everything is written. What fits into one part is put in one request. */
  void complete() {
    if (uploadId == null) {
      s3.putObject(
          object -> object.bucket(bucket).key(key).checksumAlgorithm(ChecksumAlgorithm.CRC32),
          body());
      return;
    }
    String id = uploadId;
    if (filled > 0) {
      uploadPart(id);
    }
    s3.completeMultipartUpload(
        upload ->
            upload
                .bucket(bucket)
                .key(key)
                .uploadId(id)
                .multipartUpload(completed -> completed.parts(parts)));
    uploadId = null;
  }

  @Override
  public void close() {
    if (uploadId != null) {
      String id = uploadId;
      uploadId = null;
      s3.abortMultipartUpload(upload -> upload.bucket(bucket).key(key).uploadId(id));
    }
  }

  private void makeRoom() {
    if (buffer.length < PART) {
      buffer = Arrays.copyOf(buffer, Math.min(2 * buffer.length, PART));
      return;
    }
    if (uploadId == null) {
      uploadId =
          s3.createMultipartUpload(
                  upload ->
                      upload.bucket(bucket).key(key).checksumAlgorithm(ChecksumAlgorithm.CRC32))
              .uploadId();
    }
    uploadPart(uploadId);
  }

  private void uploadPart(String id) {
    int number = parts.size() + 1;
    UploadPartResponse uploaded =
        s3.uploadPart(
            part ->
                part.bucket(bucket)
                    .key(key)
                    .uploadId(id)
                    .partNumber(number)
                    .checksumAlgorithm(ChecksumAlgorithm.CRC32),
            body());
    parts.add(
        CompletedPart.builder()
            .partNumber(number)
            .eTag(uploaded.eTag())
            .checksumCRC32(uploaded.checksumCRC32())
            .build());
    filled = 0;
  }

  private RequestBody body() {
    return RequestBody.fromByteBuffer(ByteBuffer.wrap(buffer, 0, filled));
  }
}
