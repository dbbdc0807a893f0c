package io.memorydblocal.api.operation;

import static io.memorydblocal.provisioning.Fault.INVALID_PARAMETER_VALUE;

import io.memorydblocal.provisioning.MemoryDbException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/**
 * Pages through lists by the key of the last row, so that rows that come and go meanwhile neither
 * repeat nor hide others. Tokens are signed, and good only for the listing that gave them.
 */
@Component
public class Paging {

  /** The range of MaxResults and its default, which AWS states for clusters only. */
  public static final int MIN_RESULTS = 20;

  public static final int MAX_RESULTS = 100;

  private static final String ALGORITHM = "HmacSHA256";
  private static final int SIGNATURE_BYTES = 32;

  private final SecretKeySpec key;

  Paging(Secrets secrets) {
    this.key = new SecretKeySpec(secrets.get("page-token", SIGNATURE_BYTES), ALGORITHM);
  }

  /**
   * A page.
   *
   * @param items at most as many as were asked for
   * @param nextToken asks for the next page; absent on the last
   */
  public record Page<T>(List<T> items, @Nullable String nextToken) {

    /** The same page with its items turned into something else. */
    public <R> Page<R> map(Function<T, R> mapper) {
      return new Page<>(items.stream().map(mapper).toList(), nextToken);
    }

    /** A page that is the whole list. */
    public static <T> Page<T> of(T item) {
      return new Page<>(List.of(item), null);
    }
  }

  /**
   * Reads one page.
   *
   * @param listing names the listing with its filters and whose it is: a token for another is
   *     refused
   * @param query given the key behind which to begin, and how many rows to read
   * @param keyOf the key of a row; rows must come in its order
   * @throws MemoryDbException InvalidParameterValueException for a token that isn't from here
   */
  public <T> Page<T> page(
      String listing,
      @Nullable Integer maxResults,
      @Nullable String nextToken,
      BiFunction<String, Limit, List<T>> query,
      Function<T, String> keyOf) {
    int size = maxResults == null ? MAX_RESULTS : maxResults;
    String after = nextToken == null ? "" : open(nextToken, listing);
    List<T> rows = query.apply(after, Limit.of(size + 1));
    if (rows.size() <= size) {
      return new Page<>(rows, null);
    }
    List<T> items = rows.subList(0, size);
    return new Page<>(items, seal(keyOf.apply(items.getLast()), listing));
  }

  /**
   * Reads one page of a list that is in memory.
   *
   * @param all the whole list, in the order of its keys
   * @see #pageInOrder for a list in another order
   */
  public <T> Page<T> page(
      String listing,
      @Nullable Integer maxResults,
      @Nullable String nextToken,
      List<T> all,
      Function<T, String> keyOf) {
    return page(
        listing,
        maxResults,
        nextToken,
        (after, limit) ->
            all.stream()
                .filter(item -> keyOf.apply(item).compareTo(after) > 0)
                .limit(limit.max())
                .toList(),
        keyOf);
  }

  /**
   * Reads one page of a list that is in memory, never changes and has an order of its own.
   *
   * @param all the whole list; no two items have the same key
   */
  public <T> Page<T> pageInOrder(
      String listing,
      @Nullable Integer maxResults,
      @Nullable String nextToken,
      List<T> all,
      Function<T, String> keyOf) {
    return page(
        listing,
        maxResults,
        nextToken,
        (after, limit) ->
            all.stream()
                .skip(all.stream().map(keyOf).toList().indexOf(after) + 1)
                .limit(limit.max())
                .toList(),
        keyOf);
  }

  private String seal(String last, String listing) {
    byte[] content = last.getBytes(StandardCharsets.UTF_8);
    byte[] token = Arrays.copyOf(sign(content, listing), SIGNATURE_BYTES + content.length);
    System.arraycopy(content, 0, token, SIGNATURE_BYTES, content.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  private String open(String text, String listing) {
    try {
      byte[] token = Base64.getUrlDecoder().decode(text);
      if (token.length > SIGNATURE_BYTES) {
        byte[] content = Arrays.copyOfRange(token, SIGNATURE_BYTES, token.length);
        byte[] signature = Arrays.copyOf(token, SIGNATURE_BYTES);
        if (MessageDigest.isEqual(signature, sign(content, listing))) {
          return new String(content, StandardCharsets.UTF_8);
        }
      }
    } catch (IllegalArgumentException e) {
      throw invalidToken(e);
    }
    throw invalidToken(null);
  }

  private byte[] sign(byte[] content, String listing) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(listing.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return mac.doFinal(content);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java platform has " + ALGORITHM, e);
    }
  }

  private static MemoryDbException invalidToken(@Nullable Throwable cause) {
    MemoryDbException invalid =
        new MemoryDbException(
            INVALID_PARAMETER_VALUE,
            "The parameter NextToken is not valid: it must come from an answer to the same request.");
    if (cause != null) {
      invalid.initCause(cause);
    }
    return invalid;
  }
}
