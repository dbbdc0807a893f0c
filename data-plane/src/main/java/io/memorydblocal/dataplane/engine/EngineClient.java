package io.memorydblocal.dataplane.engine;

import io.memorydblocal.dataplane.DataPlaneException;
import io.memorydblocal.dataplane.EngineInfo;
import io.memorydblocal.dataplane.NodeAddress;
import io.memorydblocal.dataplane.NodeEndpoint;
import io.memorydblocal.dataplane.NodeLoad;
import io.memorydblocal.dataplane.ObservedNode;
import io.memorydblocal.dataplane.Slots;
import io.memorydblocal.dataplane.tls.CertificateAuthority;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The control plane's line to one engine. It connects when first used, logs in as the control
 * plane's own user, and connects anew after the engine was restarted.
 */
final class EngineClient implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EngineClient.class);

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final HostAndPort address;
  private final JedisClientConfig login;
  private final ReentrantLock inUse = new ReentrantLock();
  private @Nullable Connection connection;

  EngineClient(NodeEndpoint node, EngineAdmin admin, CertificateAuthority authority) {
    this(node, admin, authority, PATIENCE);
  }

  /**
   * @param patience how long to wait for a reply
   */
  EngineClient(
      NodeEndpoint node, EngineAdmin admin, CertificateAuthority authority, Duration patience) {
    this.address = new HostAndPort(node.address().host(), node.address().port());
    DefaultJedisClientConfig.Builder config =
        DefaultJedisClientConfig.builder()
            .timeoutMillis((int) patience.toMillis())
            .user(EngineAdmin.NAME)
            .password(admin.password())
            .clientSetInfoConfig(ClientSetInfoConfig.DISABLED);
    if (node.tls()) {
      SSLParameters verified = new SSLParameters();
      verified.setEndpointIdentificationAlgorithm("HTTPS");
      config.ssl(true).sslSocketFactory(authority.clientSockets()).sslParameters(verified);
    }
    this.login = config.build();
  }

  /** Looks at the engine; never throws for one that doesn't answer. */
  ObservedNode observe(String id) {
    try {
      return call(
          line -> {
            line.sendCommand(Command.CLUSTER, "NODES");
            line.sendCommand(Command.CLUSTER, "INFO");
            line.sendCommand(Command.INFO, "replication");
            // All three replies are read before any of them is looked at, for an error reply must
            // not leave the others waiting for the next caller.
            List<Object> replies = line.getMany(3);
            ClusterNodes view = ClusterNodes.parse(text(replies.get(0)));
            return new ObservedNode(
                id,
                ObservedNode.State.SERVING,
                view.self().engineId(),
                view.self().primaryId(),
                text(replies.get(2)).contains("master_link_status:up"),
                view.self().slots(),
                offset(text(replies.get(2))).orElse(0L),
                view.peers(),
                view.known(),
                text(replies.get(1)).contains("cluster_state:ok"),
                view.open());
          });
    } catch (JedisDataException e) {
      return ObservedNode.notServing(
          id,
          String.valueOf(e.getMessage()).startsWith("LOADING")
              ? ObservedNode.State.LOADING
              : ObservedNode.State.UNREACHABLE);
    } catch (JedisException e) {
      return ObservedNode.notServing(id, ObservedNode.State.UNREACHABLE);
    }
  }

  void meet(NodeAddress peer) {
    command(
        Command.CLUSTER,
        "MEET",
        peer.host(),
        String.valueOf(peer.port()),
        String.valueOf(peer.busPort()));
  }

  void addSlots(Slots slots) {
    List<String> arguments = new ArrayList<>(List.of("ADDSLOTS"));
    for (int slot : slots.toArray()) {
      arguments.add(String.valueOf(slot));
    }
    command(Command.CLUSTER, arguments.toArray(String[]::new));
  }

  void replicate(String primaryId) {
    command(Command.CLUSTER, "REPLICATE", primaryId);
  }

  void failOver() {
    command(Command.CLUSTER, "FAILOVER");
  }

  /** Without asking anyone: its primary is gone. */
  void promote() {
    command(Command.CLUSTER, "FAILOVER", "TAKEOVER");
  }

  /** An engine that doesn't know the node any more has forgotten it already. */
  void forget(String engineId) {
    try {
      send(Command.CLUSTER, "FORGET", engineId);
    } catch (JedisDataException e) {
      if (!String.valueOf(e.getMessage()).contains("Unknown node")) {
        throw new DataPlaneException(
            "%s can't forget %s: %s".formatted(address, engineId, e.getMessage()), e);
      }
    } catch (JedisException e) {
      throw new DataPlaneException("%s can't forget %s".formatted(address, engineId), e);
    }
  }

  /** What the engine has to do, under a node's id. */
  NodeLoad load(String id) {
    // Engines older than 7 take one section at a time.
    return NodeLoad.of(id, EngineInfo.parse(info(List.of("default", "commandstats"))));
  }

  void configure(String name, String value) {
    command(Command.CONFIG, "SET", name, value);
  }

  /** Sets a directive, unless the engine was built without what it is about. */
  void configureIfAble(String name, String value) {
    try {
      send(Command.CONFIG, "SET", name, value);
    } catch (JedisDataException e) {
      LOG.debug("{} does without {}", address, name, e);
    } catch (JedisException e) {
      throw new DataPlaneException("%s on %s can't be set".formatted(name, address), e);
    }
  }

  /**
   * Sets directives.
   *
   * @param together whether the engine takes several at once, all or none
   */
  void configure(Map<String, String> settings, boolean together) {
    if (!together) {
      settings.forEach(this::configure);
      return;
    }
    List<String> words = new ArrayList<>(List.of("SET"));
    settings.forEach(
        (name, value) -> {
          words.add(name);
          words.add(value);
        });
    command(Command.CONFIG, words.toArray(String[]::new));
  }

  /**
   * Has the engine begin to write a dump; false when something else that it writes is in the way.
   */
  boolean startDump() {
    try {
      send(Command.BGSAVE);
      return true;
    } catch (JedisDataException e) {
      if (String.valueOf(e.getMessage()).contains("in progress")) {
        return false;
      }
      throw failed(e, "BGSAVE");
    } catch (JedisException e) {
      throw failed(e, "BGSAVE");
    }
  }

  boolean isDumping() {
    return info("persistence").contains("rdb_bgsave_in_progress:1");
  }

  boolean lastDumpSucceeded() {
    return info("persistence").contains("rdb_last_bgsave_status:ok");
  }

  /** How far it has come in the stream of its primary's writes or, being one, in its own. */
  long replicationOffset() {
    return offset(info("replication"))
        .orElseThrow(() -> new DataPlaneException(address + " doesn't tell its offset"));
  }

  /** A replica's own place is another number than that of the stream it would pass on. */
  private static Optional<Long> offset(String replication) {
    return number(replication, "slave_repl_offset")
        .or(() -> number(replication, "master_repl_offset"));
  }

  private static Optional<Long> number(String info, String name) {
    return info.lines()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> Long.valueOf(line.substring(name.length() + 1).strip()))
        .findFirst();
  }

  private String info(String section) {
    return info(List.of(section)).getFirst();
  }

  private List<String> info(List<String> sections) {
    try {
      return call(
          line -> {
            sections.forEach(section -> line.sendCommand(Command.INFO, section));
            // All replies are read before any of them is looked at: an error reply must not leave
            // the
            // others to the next caller.
            return line.getMany(sections.size()).stream().map(EngineClient::text).toList();
          });
    } catch (JedisException e) {
      throw failed(e, "INFO " + String.join(", ", sections));
    }
  }

  /** Makes the engine's users those of the file, in one transaction. */
  void apply(AclFile users) {
    try {
      call(
          line -> {
            line.sendCommand(Command.ACL, "USERS");
            List<String> gone =
                line.getMultiBulkReply().stream().filter(name -> !users.names(name)).toList();
            line.sendCommand(Command.MULTI);
            int queued = 1;
            for (List<String> arguments : users.setUserArguments()) {
              List<String> words = new ArrayList<>(List.of("SETUSER"));
              words.addAll(arguments);
              line.sendCommand(Command.ACL, words.toArray(String[]::new));
              queued++;
            }
            for (String name : gone) {
              line.sendCommand(Command.ACL, "DELUSER", name);
              queued++;
            }
            line.sendCommand(Command.EXEC);
            line.getMany(queued);
            for (Object reply : line.getObjectMultiBulkReply()) {
              if (reply instanceof JedisDataException refused) {
                throw refused;
              }
            }
            return gone.size();
          });
    } catch (JedisException e) {
      throw new DataPlaneException(
          "The users of " + address + " can't be set: " + e.getMessage(), e);
    }
  }

  /** Sends commands in one go. The replies have their order; errors are among them. */
  List<Object> pipeline(List<CommandArguments> commands) {
    if (commands.isEmpty()) {
      return List.of();
    }
    try {
      return call(
          line -> {
            commands.forEach(line::sendCommand);
            return line.getMany(commands.size());
          });
    } catch (JedisException e) {
      throw new DataPlaneException(
          "The engine on %s doesn't answer: %s".formatted(address, e.getMessage()), e);
    }
  }

  private void command(Command command, String... arguments) {
    try {
      send(command, arguments);
    } catch (JedisException e) {
      throw failed(e, command + " " + arguments[0]);
    }
  }

  private DataPlaneException failed(JedisException e, String what) {
    return new DataPlaneException(
        "%s on %s failed: %s".formatted(what, address, e.getMessage()), e);
  }

  private void send(Command command, String... arguments) {
    call(
        line -> {
          line.sendCommand(command, arguments);
          return String.valueOf(line.getOne());
        });
  }

  /** A kept connection may be of the engine's former life: then it is made anew, once. */
  private <T> T call(Function<Connection, T> conversation) {
    inUse.lock();
    try {
      Connection kept = connection;
      if (kept != null) {
        try {
          return conversation.apply(kept);
        } catch (JedisConnectionException e) {
          close();
        }
      }
      Connection fresh = new Connection(address, login);
      connection = fresh;
      try {
        return conversation.apply(fresh);
      } catch (JedisConnectionException e) {
        close();
        throw e;
      }
    } finally {
      inUse.unlock();
    }
  }

  @Override
  public String toString() {
    return address.toString();
  }

  private static String text(Object reply) {
    if (reply instanceof JedisDataException refused) {
      throw refused;
    }
    return new String((byte[]) reply, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    inUse.lock();
    try {
      if (connection != null) {
        connection.close();
        connection = null;
      }
    } finally {
      inUse.unlock();
    }
  }
}
