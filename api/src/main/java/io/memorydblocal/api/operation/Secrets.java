package io.memorydblocal.api.operation;

import java.security.SecureRandom;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Random values that all control planes over a database share, each made when first asked for. */
@Component
class Secrets {

  private final JdbcClient jdbc;

  Secrets(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The secret with a name. */
  byte[] get(String name, int length) {
    byte[] fresh = new byte[length];
    new SecureRandom().nextBytes(fresh);
    jdbc.sql("insert into secret (name, value) values (?, ?) on conflict do nothing")
        .params(name, fresh)
        .update();
    return jdbc.sql("select value from secret where name = ?")
        .params(name)
        .query(byte[].class)
        .single();
  }
}
