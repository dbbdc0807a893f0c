package io.memorydblocal.provisioning.access;

import io.memorydblocal.provisioning.reconcile.Reconciler;
import io.memorydblocal.provisioning.reconcile.Step;
import io.memorydblocal.provisioning.reconcile.StepResult;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Brings access control lists to their desired state: on all nodes, or gone. */
@Component
class AclReconciler implements Reconciler<Acl> {

  static final String NAME = "acl";

  private static final Duration GLANCE = Duration.ofMillis(50);

  private final AclRepository acls;
  private final AccessRollout rollout;
  private final Clock clock;

  AclReconciler(AclRepository acls, AccessRollout rollout, Clock clock) {
    this.acls = acls;
    this.rollout = rollout;
    this.clock = clock;
  }

  @Override
  public List<Step<Acl>> steps() {
    return List.of(
        new Step<>("reach all nodes", this::reachAllNodes),
        new Step<>("settle status", this::settleStatus));
  }

  /** The clusters' own reconcilers carry the users to the nodes. */
  private StepResult<Acl> reachAllNodes(Acl acl) {
    return acl.status() == AclStatus.MODIFYING
            && !(!acl.losesUsers() && rollout.hasReachedAllNodes(acl.id()))
        ? StepResult.again("the clusters of ACL " + acl.name(), GLANCE)
        : StepResult.done();
  }

  private StepResult<Acl> settleStatus(Acl acl) {
    return switch (acl.status()) {
      case CREATING, MODIFYING -> StepResult.changed(current -> current.settled(clock.instant()));
      case ACTIVE -> StepResult.done();
      case DELETING -> StepResult.changed(current -> current.deleted(clock.instant()));
    };
  }

  @Override
  public void save(Acl acl) {
    if (acl.hasEnded()) {
      acls.delete(acl);
    } else {
      acls.save(acl);
    }
  }

  @Override
  public void failed(Acl acl, String reason, int attempts) {
    // Its status already says that it isn't there yet, and the clusters tell what holds them up.
  }

  @Override
  public Optional<Acl> find(UUID id) {
    return acls.findWithUsersById(id);
  }

  @Override
  public String name() {
    return NAME;
  }
}
