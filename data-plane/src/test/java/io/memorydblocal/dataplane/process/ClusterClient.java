package io.memorydblocal.dataplane.process;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisAskDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisMovedDataException;
import redis.clients.jedis.util.JedisClusterCRC16;

/** The least that a client of a cluster does: it goes where it is sent, and remembers. */
final class ClusterClient implements AutoCloseable {

  private static final int MOST_REDIRECTIONS = 5;

  private final HostAndPort start;
  private final Function<HostAndPort, Connection> login;
  private final Map<HostAndPort, Connection> connections = new HashMap<>();
  private final Map<Integer, HostAndPort> owners = new HashMap<>();

  ClusterClient(HostAndPort start, Function<HostAndPort, Connection> login) {
    this.start = start;
    this.login = login;
  }

  /** Sends a command about one key; throws whatever isn't a redirection. */
  Object send(Command command, String key, String... arguments) {
    int slot = JedisClusterCRC16.getSlot(key);
    HostAndPort node = owners.getOrDefault(slot, start);
    boolean asking = false;
    for (int i = 0; i <= MOST_REDIRECTIONS; i++) {
      try {
        return send(node, asking, command, key, arguments);
      } catch (JedisMovedDataException e) {
        node = e.getTargetNode();
        owners.put(slot, node);
        asking = false;
      } catch (JedisAskDataException e) {
        node = e.getTargetNode();
        asking = true;
      }
    }
    throw new JedisException("redirected too often");
  }

  private Object send(
      HostAndPort node, boolean asking, Command command, String key, String... arguments) {
    Connection connection = connections.computeIfAbsent(node, login);
    if (asking) {
      connection.sendCommand(Command.ASKING);
      connection.getStatusCodeReply();
    }
    CommandArguments words = new CommandArguments(command).add(key);
    for (String argument : arguments) {
      words.add(argument);
    }
    connection.sendCommand(words);
    return connection.getOne();
  }

  /** Begins anew, without the connections, of which some may be broken. */
  void forget() {
    connections.values().forEach(Connection::close);
    connections.clear();
    owners.clear();
  }

  @Override
  public void close() {
    forget();
  }
}
