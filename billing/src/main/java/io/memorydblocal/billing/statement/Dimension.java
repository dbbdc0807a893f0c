package io.memorydblocal.billing.statement;

import static io.memorydblocal.provisioning.Fault.INVALID_PARAMETER_VALUE;

import io.memorydblocal.provisioning.MemoryDbException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Something that charges can be told apart by.
 *
 * @param tag the key of the tag; empty for all other kinds
 */
public record Dimension(Kind kind, String tag) {

  private static final String TAG_PREFIX = "tag:";

  /** As it is called on AWS's bills. */
  private static final String SERVICE = "Amazon MemoryDB";

  /** The kinds. */
  public enum Kind {
    ACCOUNT,
    REGION,
    CLUSTER,
    NODE_TYPE,
    ENGINE,
    CHARGE_TYPE,
    SERVICE,
    USAGE_TYPE,
    RECORD_TYPE,
    TAG;

    String wireName() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** All but a tag. */
  public static Dimension of(Kind kind) {
    return new Dimension(kind, "");
  }

  /** A tag. */
  public static Dimension ofTag(String key) {
    return new Dimension(Kind.TAG, key);
  }

  /**
   * The dimension of a name such as {@code node-type} or {@code tag:team}.
   *
   * @throws MemoryDbException InvalidParameterValueException when there is none
   */
  public static Dimension parse(String name) {
    if (name.startsWith(TAG_PREFIX) && name.length() > TAG_PREFIX.length()) {
      return ofTag(name.substring(TAG_PREFIX.length()));
    }
    return Arrays.stream(Kind.values())
        .filter(kind -> kind != Kind.TAG && kind.wireName().equals(name))
        .findFirst()
        .map(Dimension::of)
        .orElseThrow(
            () ->
                new MemoryDbException(
                    INVALID_PARAMETER_VALUE,
                    "'%s' is nothing to group or filter by. Choose one of %s or tag:<key>."
                        .formatted(
                            name,
                            Arrays.stream(Kind.values())
                                .filter(kind -> kind != Kind.TAG)
                                .map(Kind::wireName)
                                .collect(Collectors.joining(", ")))));
  }

  /** What a charge of an account has there; empty if nothing. */
  String of(String account, ChargeLine line) {
    return switch (kind) {
      case ACCOUNT -> account;
      case REGION -> line.item().region();
      case CLUSTER -> line.cluster();
      case NODE_TYPE -> line.item().nodeType();
      case ENGINE -> line.item().engine();
      case CHARGE_TYPE -> line.item().type().wireName();
      case SERVICE -> SERVICE;
      case USAGE_TYPE -> line.item().type().usageType(line.item().nodeType());
      case RECORD_TYPE -> line.item().type().recordType();
      case TAG -> Objects.requireNonNullElse(line.tags().get(tag), "");
    };
  }

  @Override
  public String toString() {
    return kind == Kind.TAG ? TAG_PREFIX + tag : kind.wireName();
  }
}
