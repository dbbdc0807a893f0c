package io.memorydblocal.dataplane.cluster;

import io.memorydblocal.dataplane.ClusterMember;
import io.memorydblocal.dataplane.Slots;
import io.memorydblocal.dataplane.engine.ClusterNodes;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** How the primaries of a cluster see themselves and each other at one moment. */
record ClusterView(Map<Primary, ClusterNodes> views) {

  Set<Primary> primaries() {
    return views.keySet();
  }

  ClusterNodes of(Primary primary) {
    return Objects.requireNonNull(views.get(primary));
  }

  String engineId(Primary primary) {
    return of(primary).self().engineId();
  }

  /** The slots that a primary takes for its own. */
  Slots slots(Primary primary) {
    return of(primary).self().slots();
  }

  /** The slots that are open anywhere. */
  Slots open() {
    return views.values().stream().map(ClusterNodes::open).reduce(Slots.NONE, Slots::plus);
  }

  /**
   * The primary that owns a slot. Where two say so, one has given it to the other and was not told
   * yet that the other has taken it.
   */
  Optional<Primary> owner(int slot) {
    List<Primary> claimants =
        views.keySet().stream().filter(primary -> slots(primary).contains(slot)).toList();
    return claimants.size() < 2
        ? claimants.stream().findAny()
        : claimants.stream()
            .filter(primary -> !of(primary).migrating().containsKey(slot))
            .findAny();
  }

  /** The node with an engine id or, if that isn't a primary any more, the one that took over. */
  Optional<Primary> shardOf(String engineId) {
    return Stream.concat(
            Stream.of(engineId),
            views.values().stream()
                .flatMap(view -> view.peers().values().stream())
                .filter(peer -> peer.engineId().equals(engineId))
                .map(ClusterMember::primaryId))
        .flatMap(id -> views.keySet().stream().filter(primary -> engineId(primary).equals(id)))
        .findFirst();
  }

  /**
   * True when the transfers can't be undone by the cluster: no source will get a new configuration
   * epoch while it still claims slots that a target has taken. It would, if another primary had the
   * same, or if a target didn't know it and chose it for its own.
   */
  boolean isSafeFor(Collection<Transfer> transfers) {
    return transfers.stream()
        .allMatch(
            transfer ->
                hasAnEpochOfItsOwn(transfer.source())
                    && knows(transfer.source(), transfer.target())
                    && transfers.stream()
                        .allMatch(other -> knowsEpoch(other.target(), transfer.source())));
  }

  /** The slots of which another primary doesn't know yet that this one owns them. */
  Slots newsFor(Primary primary, Primary owner) {
    Slots news = slots(owner).minus(of(primary).slotsOf(engineId(owner)));
    for (Primary other : views.keySet()) {
      news = other.equals(owner) ? news : news.minus(slots(other));
    }
    return knows(primary, owner) ? news : Slots.NONE;
  }

  private boolean hasAnEpochOfItsOwn(Primary primary) {
    return views.keySet().stream()
        .filter(other -> !other.equals(primary))
        .noneMatch(other -> epoch(other).equals(epoch(primary)));
  }

  private boolean knowsEpoch(Primary primary, Primary other) {
    return knows(primary, other) && epoch(other).equals(of(primary).epochs().get(engineId(other)));
  }

  private boolean knows(Primary primary, Primary other) {
    return of(primary).peers().values().stream()
        .anyMatch(peer -> peer.engineId().equals(engineId(other)) && peer.primaryId().isEmpty());
  }

  private Long epoch(Primary primary) {
    return Objects.requireNonNull(of(primary).epochs().get(engineId(primary)));
  }
}
