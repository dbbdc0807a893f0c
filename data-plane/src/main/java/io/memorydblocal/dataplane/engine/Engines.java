package io.memorydblocal.dataplane.engine;

import io.memorydblocal.dataplane.DataPlaneException;
import io.memorydblocal.dataplane.EngineBinary;
import io.memorydblocal.dataplane.EngineVersion;
import io.memorydblocal.dataplane.NodeAddress;
import io.memorydblocal.dataplane.NodeEndpoint;
import io.memorydblocal.dataplane.NodeLoad;
import io.memorydblocal.dataplane.NodeSeed;
import io.memorydblocal.dataplane.NodeSpec;
import io.memorydblocal.dataplane.ObservedNode;
import io.memorydblocal.dataplane.Slots;
import io.memorydblocal.dataplane.files.PrivateFiles;
import io.memorydblocal.dataplane.tls.CertificateAuthority;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Prepares what engines need to start, and speaks with the running ones, over lines kept to each.
 */
public final class Engines implements AutoCloseable {

  private final EngineCatalog catalog;
  private final EngineAdmin admin;
  private final CertificateAuthority authority;
  private final Map<String, EngineClient> lines = new ConcurrentHashMap<>();
  private final Map<String, EngineClient> monitors = new ConcurrentHashMap<>();

  private Engines(EngineCatalog catalog, EngineAdmin admin, CertificateAuthority authority) {
    this.catalog = catalog;
    this.admin = admin;
    this.authority = authority;
  }

  /** Finds the engines and opens the secrets kept in a directory. */
  public static Engines open(
      Path directory,
      Map<EngineVersion, Path> configured,
      String searchPath,
      EngineProbe probe,
      Clock clock)
      throws IOException {
    Path secrets = directory.resolve("secrets");
    PrivateFiles.directory(secrets);
    return new Engines(
        new EngineCatalog(configured, searchPath, directory.resolve("engines"), probe),
        EngineAdmin.open(secrets),
        CertificateAuthority.open(secrets, clock));
  }

  public EngineBinary binaryFor(EngineVersion engine) {
    return catalog.binaryFor(engine);
  }

  public String caCertificate() {
    return authority.certificate();
  }

  /** Writes a node's files and tells which binary to start on them. */
  public EngineBinary prepare(NodeSpec node, NodeDirectory directory) {
    EngineBinary binary = catalog.binaryFor(node.engine());
    try {
      directory.write(node, binary, admin, authority);
    } catch (IOException e) {
      throw new DataPlaneException("The files of " + node.id() + " can't be written", e);
    }
    return binary;
  }

  /** The same for a node that starts as a member of a new cluster. */
  public EngineBinary prepare(NodeSpec node, NodeDirectory directory, FoundingTable table) {
    EngineBinary binary = prepare(node, directory);
    try {
      directory.writeTable(table.text(node));
    } catch (IOException e) {
      throw new DataPlaneException("The node table of " + node.id() + " can't be written", e);
    }
    return binary;
  }

  /** Begins to write the log that a node's first start reads. */
  public NodeSeed seed(NodeSpec node, NodeDirectory directory) throws IOException {
    return SeedFile.begin(directory.path(), catalog.binaryFor(node.engine()).isAtLeast(7, 0));
  }

  /**
   * Writes a node's data, with every write that its primary has acknowledged before.
   *
   * @param pause waits a moment; returns false when the node's engine has ended
   */
  public void save(
      NodeSpec node,
      NodeSpec primary,
      NodeDirectory directory,
      OutputStream out,
      BooleanSupplier pause)
      throws IOException {
    EngineDump dump = new EngineDump(node, directory, line(node), pause);
    if (!node.id().equals(primary.id())) {
      dump.awaitOffset(line(primary).replicationOffset());
    }
    dump.writeTo(out);
  }

  public ObservedNode observe(NodeSpec node) {
    return line(node).observe(node.id());
  }

  public void meet(NodeSpec node, NodeAddress peer) {
    line(node).meet(peer);
  }

  public void addSlots(NodeSpec node, Slots slots) {
    line(node).addSlots(slots);
  }

  public void replicate(NodeSpec node, String primaryId) {
    line(node).replicate(primaryId);
  }

  public void failOver(NodeSpec node) {
    line(node).failOver();
  }

  public void promote(NodeSpec node) {
    line(node).promote();
  }

  public void forget(NodeSpec node, String engineId) {
    line(node).forget(engineId);
  }

  /** Over a line of its own: who waits for one that hangs keeps nobody else waiting. */
  public NodeLoad load(NodeEndpoint node) {
    try {
      return monitors
          .computeIfAbsent(node.id(), id -> new EngineClient(node, admin, authority))
          .load(node.id());
    } catch (DataPlaneException e) {
      // It may be gone for ever.
      close(monitors.remove(node.id()));
      throw e;
    }
  }

  public void quicken(NodeSpec node) {
    gossip(node, EngineConfig.FAILOVER_TIMEOUT_MILLIS);
  }

  public void steady(NodeSpec node) {
    gossip(node, EngineConfig.STEADY_TIMEOUT_MILLIS);
  }

  private void gossip(NodeSpec node, int timeoutMillis) {
    line(node).configure("cluster-node-timeout", String.valueOf(timeoutMillis));
  }

  /** The file first: an engine that restarts in between must not bring back an old user. */
  public void applyUsers(NodeSpec node, NodeDirectory directory) {
    AclFile users = new AclFile(node.users(), admin, catalog.binaryFor(node.engine()));
    try {
      directory.writeUsers(users);
    } catch (IOException e) {
      throw new DataPlaneException("The users of " + node.id() + " can't be written", e);
    }
    line(node).apply(users);
  }

  /** The file first: an engine that restarts in between must not bring back an old value. */
  public void configure(NodeSpec node, NodeDirectory directory) {
    EngineBinary binary = catalog.binaryFor(node.engine());
    try {
      directory.writeConfiguration(node, binary, admin);
    } catch (IOException e) {
      throw new DataPlaneException("The settings of " + node.id() + " can't be written", e);
    }
    line(node).configure(EngineConfig.liveSettings(node, binary), binary.isAtLeast(7, 0));
    defragment(node);
  }

  /** Applies the one setting that no engine is told by its file. */
  public void defragment(NodeSpec node) {
    String defragmentation = node.settings().get(EngineConfig.ACTIVE_DEFRAGMENTATION);
    if (defragmentation != null) {
      line(node).configureIfAble(EngineConfig.ACTIVE_DEFRAGMENTATION, defragmentation);
    }
  }

  /** A new line to a primary whose slots are moved, for the caller to close. */
  public SlotLine slotLine(NodeSpec node) {
    return new SlotLine(
        new EngineClient(node.endpoint(), admin, authority, SlotLine.PATIENCE),
        admin,
        catalog.binaryFor(node.engine()));
  }

  /** Hangs up on a node that is no more. */
  public void hangUp(NodeSpec node) {
    close(lines.remove(node.id()));
    close(monitors.remove(node.id()));
  }

  private EngineClient line(NodeSpec node) {
    return lines.computeIfAbsent(
        node.id(), id -> new EngineClient(node.endpoint(), admin, authority));
  }

  private static void close(@Nullable EngineClient line) {
    if (line != null) {
      line.close();
    }
  }

  @Override
  public void close() {
    lines.values().forEach(EngineClient::close);
    monitors.values().forEach(EngineClient::close);
  }
}
