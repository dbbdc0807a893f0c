package io.memorydblocal.dataplane.rdb;

import java.io.IOException;
import java.io.InputStream;

/** An RDB file that can be read from its beginning more than once. */
public interface RdbSource {

  /** What a user calls it. */
  String name();

  /** Opens it at its beginning. */
  InputStream open() throws IOException;
}
