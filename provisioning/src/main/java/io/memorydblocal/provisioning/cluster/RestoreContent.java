package io.memorydblocal.provisioning.cluster;

import io.memorydblocal.dataplane.Slots;
import io.memorydblocal.dataplane.rdb.RdbSource;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Has the data that new clusters begin with. */
public interface RestoreContent {

  /**
   * An RDB file.
   *
   * @param file the file; reading it ends with an exception unless it is what was once written
   * @param slots the slots whose keys it has, if that is known
   */
  record Part(RdbSource file, @Nullable Slots slots) {

    /** True when it is known to have the keys of just these slots. */
    boolean isOf(Slots wanted) {
      return slots != null && slots.equals(wanted);
    }
  }

  /**
   * The files that together are the data. It must not be called in a transaction.
   *
   * @throws IOException when it can't be known for the moment
   */
  List<Part> of(Cluster cluster, Restore restore) throws IOException;
}
