package io.memorydblocal.api.security;

import org.springframework.security.core.AuthenticationException;

/** A request whose sender could not be made out, with the code that AWS has for the reason. */
class Refused extends AuthenticationException {

  private static final long serialVersionUID = 1L;

  static final String INCOMPLETE = "IncompleteSignatureException";
  static final String INVALID = "InvalidSignatureException";
  static final String MISSING = "MissingAuthenticationTokenException";
  static final String UNRECOGNIZED = "UnrecognizedClientException";

  private final String code;

  Refused(String code, String message) {
    super(message);
    this.code = code;
  }

  String code() {
    return code;
  }
}
