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

/**
 * Has changes of users reach all nodes, and lets users go: first from all nodes, then from their
 * access control lists.
 */
@Component
class UserReconciler implements Reconciler<User> {

  static final String NAME = "user";

  private static final Duration GLANCE = Duration.ofMillis(50);

  private final UserRepository users;
  private final AclRepository acls;
  private final AccessRollout rollout;
  private final Clock clock;

  UserReconciler(UserRepository users, AclRepository acls, AccessRollout rollout, Clock clock) {
    this.users = users;
    this.acls = acls;
    this.rollout = rollout;
    this.clock = clock;
  }

  @Override
  public List<Step<User>> steps() {
    return List.of(
        new Step<>("reach all nodes", this::reachAllNodes),
        new Step<>("settle status", this::settleStatus));
  }

  /** The clusters' own reconcilers carry the change to the nodes, or take him off them. */
  private StepResult<User> reachAllNodes(User user) {
    return user.status() == UserStatus.ACTIVE
            || acls.findByUserId(user.id()).stream()
                .allMatch(acl -> rollout.hasReachedAllNodes(acl.id()))
        ? StepResult.done()
        : StepResult.again("the clusters of user " + user.name(), GLANCE);
  }

  private StepResult<User> settleStatus(User user) {
    return switch (user.status()) {
      case ACTIVE -> StepResult.done();
      case MODIFYING -> StepResult.changed(current -> current.changed(clock.instant()));
      case DELETING -> StepResult.changed(current -> current.deleted(clock.instant()));
    };
  }

  @Override
  public void save(User user) {
    if (!user.hasEnded()) {
      users.save(user);
      return;
    }
    for (Acl acl : acls.findByUserId(user.id())) {
      acl.remove(user);
      acls.save(acl);
    }
    users.delete(user);
  }

  @Override
  public void failed(User user, String reason, int attempts) {
    // Its status already says that it isn't there yet, and the clusters tell what holds them up.
  }

  @Override
  public Optional<User> find(UUID id) {
    return users.findById(id);
  }

  @Override
  public String name() {
    return NAME;
  }
}
