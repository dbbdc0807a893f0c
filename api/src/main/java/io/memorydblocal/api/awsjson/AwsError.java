package io.memorydblocal.api.awsjson;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The body of an error answer.
 *
 * @param type the shape name of the fault, by which SDKs know it
 * @param message what is wrong
 */
public record AwsError(
    @JsonProperty("__type") String type, @JsonProperty("message") String message) {

  /** A header of error answers that has the same as {@link #type}. */
  public static final String TYPE_HEADER = "x-amzn-ErrorType";

  public static final String ACCESS_DENIED = "AccessDeniedException";
  public static final String INTERNAL_FAILURE = "InternalFailure";
  public static final String SERIALIZATION = "SerializationException";
  public static final String TOO_LARGE = "RequestEntityTooLargeException";
  public static final String UNKNOWN_OPERATION = "UnknownOperationException";
}
