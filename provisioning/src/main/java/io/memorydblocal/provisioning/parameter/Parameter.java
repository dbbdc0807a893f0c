package io.memorydblocal.provisioning.parameter;

import static io.memorydblocal.provisioning.Fault.INVALID_PARAMETER_VALUE;

import io.memorydblocal.provisioning.MemoryDbException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A setting of the engine that users may choose the value of.
 *
 * @param name as AWS calls it, mostly the engine's own name for it
 * @param defaultValue the value it has unless a group says otherwise; may be empty
 * @param allowedValues in AWS's notation: {@code 1-10}, {@code 1-} without end, {@code -} for any
 *     integer, {@code yes,no}, and several of these with commas; empty when nothing is said
 * @param dataType {@code integer} or {@code string}
 * @param minimumEngineVersion the oldest engine that has it
 * @param description what it is for
 */
public record Parameter(
    String name,
    String defaultValue,
    String allowedValues,
    String dataType,
    String minimumEngineVersion,
    String description) {

  private static final String INTEGER = "integer";
  private static final String KEYSPACE_EVENTS = "notify-keyspace-events";
  private static final Pattern EVENT_CLASSES = Pattern.compile("[KEg$lshzxetdmnA]*");
  private static final Pattern RANGE = Pattern.compile("(-?\\d+)?-(\\d+)?");
  private static final Pattern NUMBER = Pattern.compile("-1|0|[1-9]\\d{0,18}");

  /**
   * Does nothing for a value that it may have.
   *
   * @throws MemoryDbException InvalidParameterValueException for another
   */
  void requireAllowed(String value) {
    boolean allowed = dataType.equals(INTEGER) ? isAllowedNumber(value) : isAllowedText(value);
    if (!allowed) {
      throw new MemoryDbException(
          INVALID_PARAMETER_VALUE,
          "The value '%s' is not valid for the parameter %s. Allowed are %s."
              .formatted(
                  value, name, allowedValues.isEmpty() ? "its event classes" : allowedValues));
    }
  }

  private boolean isAllowedText(String value) {
    return name.equals(KEYSPACE_EVENTS)
        ? EVENT_CLASSES.matcher(value).matches()
        : alternatives().contains(value);
  }

  private boolean isAllowedNumber(String value) {
    if (!NUMBER.matcher(value).matches()) {
      return false;
    }
    BigInteger number = new BigInteger(value);
    return number.bitLength() < (isSize() ? Long.SIZE : Integer.SIZE)
        && alternatives().stream().anyMatch(each -> includes(each, number));
  }

  /** Engines keep numbers of bytes and microseconds in 64 bits, all others in 32. */
  private boolean isSize() {
    return (name.contains("bytes") || name.contains("limit") || name.endsWith("slower-than"))
        && !name.endsWith("seconds");
  }

  private static boolean includes(String alternative, BigInteger number) {
    Matcher range = RANGE.matcher(alternative);
    if (!range.matches()) {
      return alternative.equals(number.toString());
    }
    return (range.group(1) == null || number.compareTo(new BigInteger(range.group(1))) >= 0)
        && (range.group(2) == null || number.compareTo(new BigInteger(range.group(2))) <= 0);
  }

  private List<String> alternatives() {
    return Arrays.asList(allowedValues.split(",", -1));
  }
}
