package io.memorydblocal.provisioning.access;

import io.memorydblocal.provisioning.CreationLock;
import io.memorydblocal.provisioning.ResourceType;
import io.memorydblocal.provisioning.Scope;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The user and the access control list that every account has in every region. */
@Component
public class BuiltInAccess {

  private final UserRepository users;
  private final AclRepository acls;
  private final CreationLock lock;
  private final TransactionTemplate ownTransaction;
  private final Set<Scope> complete = ConcurrentHashMap.newKeySet();

  BuiltInAccess(
      UserRepository users,
      AclRepository acls,
      CreationLock lock,
      PlatformTransactionManager transactions) {
    this.users = users;
    this.acls = acls;
    this.lock = lock;
    this.ownTransaction = new TransactionTemplate(transactions);
    this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  /** Makes them the first time a scope is spoken of. */
  public void ensure(Scope scope) {
    if (!complete.contains(scope)) {
      ownTransaction.executeWithoutResult(status -> create(scope));
      complete.add(scope);
    }
  }

  private void create(Scope scope) {
    lock.acquire(scope, ResourceType.USER);
    if (!users.existsByScopeAndName(scope, User.DEFAULT_NAME)) {
      User user = users.save(User.builtIn(scope));
      acls.save(Acl.builtIn(scope, user));
    }
  }
}
