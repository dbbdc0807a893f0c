package io.memorydblocal.api.testing;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Sees every statement that a server sends to its database, with the values of its parameters; but
 * only those of the thread that asked for it, so that work in the background isn't counted.
 */
public final class StatementLog implements BeanPostProcessor {

  private static final ScopedValue<List<String>> RECORDED = ScopedValue.newInstance();

  /** The statements, in their order, that an action in this thread executes. */
  public List<String> during(Runnable action) {
    List<String> statements = new ArrayList<>();
    ScopedValue.where(RECORDED, statements).run(action);
    return statements;
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
      return proxy(
          Connection.class,
          connection,
          (method, result) -> {
            if (result instanceof PreparedStatement statement) {
              return proxy(
                  PreparedStatement.class,
                  statement,
                  (called, answer) -> {
                    if (called.startsWith("execute")) {
                      record(statement);
                    }
                    return answer;
                  });
            }
            return result;
          });
    }
  }

  private static void record(PreparedStatement statement) throws SQLException {
    if (RECORDED.isBound()) {
      // The driver's own statement prints itself with the values.
      RECORDED.get().add(statement.unwrap(PreparedStatement.class).toString());
    }
  }

  /** What becomes of a method's result. */
  private interface Afterwards {

    @Nullable Object result(String method, @Nullable Object result) throws SQLException;
  }

  private static <T> T proxy(Class<T> type, T target, Afterwards afterwards) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          try {
            return afterwards.result(method.getName(), method.invoke(target, arguments));
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        };
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
