package io.memorydblocal.dataplane.cluster;

import io.memorydblocal.dataplane.Slots;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Slots that go from one primary, which owns them, to another. */
record Transfer(Primary source, Primary target, Slots slots) {

  Transfer with(Slots others) {
    return new Transfer(source, target, others);
  }

  /**
   * Those of the transfers that can be made together: no primary gives and takes at the same time.
   * Taking raises its configuration epoch, and with that it would win back what it is just giving
   * away. Nor would two that send keys to each other answer.
   */
  static List<Transfer> together(List<Transfer> waiting) {
    Set<Primary> sources = new HashSet<>();
    Set<Primary> targets = new HashSet<>();
    List<Transfer> together = new ArrayList<>();
    for (Transfer transfer : waiting) {
      if (!targets.contains(transfer.source) && !sources.contains(transfer.target)) {
        sources.add(transfer.source);
        targets.add(transfer.target);
        together.add(transfer);
      }
    }
    return together;
  }
}
