package io.memorydblocal.dataplane;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The data that a node is to begin its life with, while they are written. Closed before they are
 * {@linkplain #complete complete}, they are as if they had never been begun.
 */
public interface NodeSeed extends Closeable {

  /** Takes an RDB file. */
  OutputStream out();

  /** Everything is written: the node's first start reads it. */
  void complete() throws IOException;
}
