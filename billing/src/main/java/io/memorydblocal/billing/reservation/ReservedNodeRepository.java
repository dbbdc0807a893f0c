package io.memorydblocal.billing.reservation;

import io.memorydblocal.provisioning.Fault;
import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.Scope;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Reservations by scope and reservation id. */
public interface ReservedNodeRepository extends Repository<ReservedNode, UUID> {

  ReservedNode save(ReservedNode reserved);

  boolean existsByScopeAndReservationId(Scope scope, String reservationId);

  /**
   * The next reservations of a scope behind an id, in the order of their ids, of those that have
   * everything that is asked for.
   */
  @Query(
      """
      from ReservedNode r where r.scope = :scope and r.reservationId > :after
      and (:reservationId is null or r.reservationId = :reservationId)
      and (:offeringId is null or r.offeringId = :offeringId)
      and (:nodeType is null or r.nodeType = :nodeType)
      and (:duration is null or r.duration = :duration)
      and (:offeringType is null or r.offeringType = :offeringType)
      order by r.reservationId
      """)
  List<ReservedNode> findPage(
      Scope scope,
      @Nullable String reservationId,
      @Nullable String offeringId,
      @Nullable String nodeType,
      @Nullable Integer duration,
      @Nullable String offeringType,
      String after,
      Limit limit);

  /** How many nodes are reserved in a scope at a time. */
  @Query(
      """
      select coalesce(sum(r.nodeCount), 0) from ReservedNode r
      where r.scope = :scope and r.endsAt > :now
      """)
  long countNodes(Scope scope, Instant now);

  /** The reservations of an account whose terms have any time of a period. */
  @Query(
      """
      from ReservedNode r where r.scope.accountId = :account
      and r.startedAt < :until and r.endsAt > :from
      order by r.startedAt, r.reservationId
      """)
  List<ReservedNode> findActive(String account, Instant from, Instant until);

  /** Does nothing unless there is no reservation with an id: then ReservedNodeNotFoundFault. */
  default void require(Scope scope, String reservationId) {
    if (!existsByScopeAndReservationId(scope, reservationId)) {
      throw new MemoryDbException(
          Fault.RESERVED_NODE_NOT_FOUND, "Reserved node %s not found.".formatted(reservationId));
    }
  }

  /** Does nothing unless the id is taken: then ReservedNodeAlreadyExistsFault. */
  default void requireFree(Scope scope, String reservationId) {
    if (existsByScopeAndReservationId(scope, reservationId)) {
      throw new MemoryDbException(
          Fault.RESERVED_NODE_ALREADY_EXISTS,
          "Reserved node %s already exists.".formatted(reservationId));
    }
  }
}
