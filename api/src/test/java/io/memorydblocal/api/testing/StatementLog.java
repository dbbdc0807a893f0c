package io.memorydblocal.api.testing;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Sees every statement that a server sends to its database; but only those of the thread that asked
 * for it, so that work in the background isn't counted.
 */
public final class StatementLog implements BeanPostProcessor {

  private static final ScopedValue<List<Execution>> RECORDED = ScopedValue.newInstance();

  /** A statement that was executed, with the calls that set its parameters. */
  public record Execution(String sql, List<Setting> settings) {

    /** Executes it again, and tells in JSON how the database went about it. */
    public String explain(Connection connection) throws SQLException {
      try (PreparedStatement statement =
          connection.prepareStatement("explain (analyze, format json) " + sql)) {
        for (Setting setting : settings) {
          setting.repeat(statement);
        }
        try (ResultSet rows = statement.executeQuery()) {
          rows.next();
          return rows.getString(1);
        }
      }
    }
  }

  /** A call that sets a parameter. */
  private record Setting(Method method, List<@Nullable Object> arguments) {

    void repeat(PreparedStatement statement) throws SQLException {
      call(statement, method, arguments.toArray());
    }
  }

  /** The statements, in their order, that an action in this thread executes. */
  public List<Execution> during(Runnable action) {
    List<Execution> executions = new ArrayList<>();
    ScopedValue.where(RECORDED, executions).run(action);
    return executions;
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String beanName) {
    return bean instanceof DataSource dataSource ? new Watched(dataSource) : bean;
  }

  private static final class Watched extends DelegatingDataSource {

    Watched(DataSource dataSource) {
      super(dataSource);
    }

    @Override
    public Connection getConnection() throws SQLException {
      Connection connection = super.getConnection();
      return RECORDED.isBound() ? watched(connection) : connection;
    }
  }

  private static Connection watched(Connection connection) {
    return proxy(
        Connection.class,
        (self, method, arguments) -> {
          Object result = call(connection, method, arguments);
          return result instanceof PreparedStatement statement
              ? watched(statement, String.valueOf(arguments[0]))
              : result;
        });
  }

  private static PreparedStatement watched(PreparedStatement statement, String sql) {
    List<Setting> settings = new ArrayList<>();
    return proxy(
        PreparedStatement.class,
        (self, method, arguments) -> {
          if (method.getName().startsWith("set") && arguments.length > 1) {
            settings.add(new Setting(method, Arrays.asList(arguments)));
          } else if (method.getName().startsWith("execute")) {
            RECORDED.get().add(new Execution(sql, List.copyOf(settings)));
          }
          return call(statement, method, arguments);
        });
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static @Nullable Object call(
      Object target, Method method, @Nullable Object @Nullable [] arguments) throws SQLException {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof SQLException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
