package io.memorydblocal.api.rest;

import org.jspecify.annotations.Nullable;

/** A page of a list. An answer with a token also says, as a link, where the next one is. */
public interface Paged {

  /** Asks for the next page; none on the last. */
  @Nullable String nextToken();
}
