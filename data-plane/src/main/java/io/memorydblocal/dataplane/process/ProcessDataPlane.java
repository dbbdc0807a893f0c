package io.memorydblocal.dataplane.process;

import io.memorydblocal.dataplane.DataPlane;
import io.memorydblocal.dataplane.DataPlaneException;
import io.memorydblocal.dataplane.EngineBinary;
import io.memorydblocal.dataplane.EngineVersion;
import io.memorydblocal.dataplane.NewShard;
import io.memorydblocal.dataplane.NodeAddress;
import io.memorydblocal.dataplane.NodeDataLostException;
import io.memorydblocal.dataplane.NodeEndpoint;
import io.memorydblocal.dataplane.NodeLoad;
import io.memorydblocal.dataplane.NodeSeed;
import io.memorydblocal.dataplane.NodeSpec;
import io.memorydblocal.dataplane.Observation;
import io.memorydblocal.dataplane.ObservedNode;
import io.memorydblocal.dataplane.SlotMove;
import io.memorydblocal.dataplane.Slots;
import io.memorydblocal.dataplane.cluster.SlotMigration;
import io.memorydblocal.dataplane.engine.Engines;
import io.memorydblocal.dataplane.engine.FoundingTable;
import io.memorydblocal.dataplane.engine.NodeDirectory;
import io.memorydblocal.dataplane.files.PrivateFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs nodes as processes of this machine, each in a directory and on an address of its own. */
public final class ProcessDataPlane implements DataPlane {

  private static final Logger LOG = LoggerFactory.getLogger(ProcessDataPlane.class);

  private static final Duration START_PATIENCE = Duration.ofSeconds(20);
  private static final Duration FAILOVER_PATIENCE = Duration.ofSeconds(10);
  private static final Duration CHECK = Duration.ofMillis(10);
  private static final Duration SAVE_CHECK = Duration.ofMillis(20);

  private final Path nodes;
  private final LoopbackAddresses addresses;
  private final Set<Path> unfitForFounding = ConcurrentHashMap.newKeySet();
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

  /** Looking for binaries and opening the certificate authority take a moment; nobody waits yet. */
  private final Future<Engines> opening;

  private final EngineProcesses processes;
  private final Map<String, ReentrantLock> saving = new ConcurrentHashMap<>();
  private final List<Consumer<String>> exitListeners = new CopyOnWriteArrayList<>();

  /** Opens the data plane that is kept in a directory, making it first if there is none. */
  public static ProcessDataPlane open(Settings settings, Clock clock) {
    try {
      PrivateFiles.directory(settings.directory());
      return new ProcessDataPlane(settings, settings.directory().toRealPath(), clock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Where and with what nodes run.
   *
   * @param directory holds everything that is kept: node data, certificates, unpacked engines
   * @param addressBlock part of 127.0.0.0/8 for the nodes, in CIDR notation
   * @param sharedPorts ports for the nodes where the system has only 127.0.0.1, such as {@code
   *     26379-30378}
   * @param engines executables for certain engines
   * @param searchPath directories to look for engines in, in the form of the variable PATH
   */
  public record Settings(
      Path directory,
      String addressBlock,
      String sharedPorts,
      Map<EngineVersion, Path> engines,
      String searchPath) {}

  private ProcessDataPlane(Settings settings, Path directory, Clock clock) throws IOException {
    this.nodes = directory.resolve("nodes");
    this.processes = new EngineProcesses(nodes, this::ended);
    this.addresses =
        new LoopbackAddresses(
            settings.addressBlock(), LoopbackAddresses.PortRange.parse(settings.sharedPorts()));
    this.opening =
        callers.submit(
            () ->
                Engines.open(
                    directory,
                    settings.engines(),
                    settings.searchPath(),
                    new BinaryProbe(),
                    clock));
  }

  @Override
  public NodeAddress addressAt(long index, int port) {
    return addresses.at(index, port);
  }

  @Override
  public boolean isFree(NodeAddress address) {
    return addresses.isFree(address);
  }

  @Override
  public EngineBinary binaryFor(EngineVersion engine) {
    return engines().binaryFor(engine);
  }

  @Override
  public String caCertificate() {
    return engines().caCertificate();
  }

  @Override
  public void launch(NodeSpec node) {
    NodeDirectory directory = directory(node);
    if (processes.find(directory).isEmpty()) {
      if (node.history() == NodeSpec.History.FORMED) {
        requireData(node, directory);
      }
      EngineBinary binary = engines().prepare(node, directory);
      ProcessHandle process = processes.start(binary.path(), directory);
      LOG.info(
          "Started {} on {}: {}, process {}", node.id(), node.address(), binary, process.pid());
    }
    awaitAnswer(node, directory);
  }

  @Override
  public boolean isSeeded(NodeSpec node) {
    return directory(node).hasLog();
  }

  @Override
  public NodeSeed seed(NodeSpec node) throws IOException {
    return engines().seed(node, directory(node));
  }

  @Override
  public void save(NodeSpec node, NodeSpec primary, OutputStream out) throws IOException {
    NodeDirectory directory = directory(node);
    // Two dumps of one node would be one file.
    ReentrantLock turn = saving.computeIfAbsent(node.id(), id -> new ReentrantLock());
    turn.lock();
    try {
      engines()
          .save(
              node,
              primary,
              directory,
              out,
              () ->
                  processes
                      .find(directory)
                      .filter(process -> !endsWithin(process, SAVE_CHECK))
                      .isPresent());
    } finally {
      turn.unlock();
    }
  }

  @Override
  public Observation observe(Collection<NodeSpec> specs) {
    Map<String, Future<ObservedNode>> answers = new HashMap<>();
    specs.forEach(node -> answers.put(node.id(), callers.submit(() -> observe(node))));
    Map<String, ObservedNode> observed = new HashMap<>();
    answers.forEach((id, answer) -> observed.put(id, await(answer, "a node can't be observed")));
    return new Observation(observed);
  }

  @Override
  public boolean canFound(EngineVersion engine) {
    return !unfitForFounding.contains(binaryFor(engine).path());
  }

  @Override
  public boolean found(List<NewShard> shards) {
    List<NodeSpec> all = shards.stream().flatMap(shard -> shard.nodes().stream()).toList();
    FoundingTable table = new FoundingTable(shards);
    boolean empty = shards.stream().map(NewShard::primary).noneMatch(this::isSeeded);
    try {
      inParallel(all, node -> startFounded(node, table));
      new FastStart(engines(), this::observe, shards, empty).form(table);
      return true;
    } catch (DataPlaneException e) {
      EngineBinary binary = binaryFor(all.getFirst().engine());
      LOG.warn("{} can't found clusters; they are formed the slow way", binary, e);
      unfitForFounding.add(binary.path());
      inParallel(all, this::remove);
      return false;
    }
  }

  private void startFounded(NodeSpec node, FoundingTable table) {
    NodeDirectory directory = directory(node);
    EngineBinary binary = engines().prepare(node, directory, table);
    ProcessHandle process = processes.start(binary.path(), directory);
    LOG.info("Founded {} on {}: {}, process {}", node.id(), node.address(), binary, process.pid());
    awaitAnswer(node, directory);
  }

  private void inParallel(List<NodeSpec> all, Consumer<NodeSpec> action) {
    all.stream()
        .map(node -> callers.submit(() -> action.accept(node)))
        .toList()
        .forEach(done -> await(done, "a node can't be started or removed"));
  }

  @Override
  public void meet(NodeSpec node, NodeAddress peer) {
    engines().meet(node, peer);
  }

  @Override
  public void addSlots(NodeSpec node, Slots slots) {
    engines().addSlots(node, slots);
  }

  @Override
  public Slots moveSlots(List<NodeSpec> primaries, List<SlotMove> moves, Duration atMost) {
    return SlotMigration.run(engines()::slotLine, primaries, moves, atMost);
  }

  @Override
  public void replicate(NodeSpec node, String primaryId) {
    engines().replicate(node, primaryId);
  }

  @Override
  public void quicken(NodeSpec node) {
    engines().quicken(node);
  }

  @Override
  public void failOver(NodeSpec replica, NodeSpec primary) {
    if (!observe(replica).isPrimary()) {
      engines().failOver(replica);
    }
    awaitRole(
        replica,
        () -> observe(replica).isPrimary() && observe(primary).isReplica(),
        "did not become the primary in place of " + primary.id());
  }

  private void awaitRole(NodeSpec node, BooleanSupplier reached, String failure) {
    long deadline = System.nanoTime() + FAILOVER_PATIENCE.toNanos();
    while (!reached.getAsBoolean()) {
      Optional<ProcessHandle> process = processes.find(directory(node));
      if (process.isEmpty() || endsWithin(process.get(), CHECK)) {
        throw new DataPlaneException(
            "The engine of %s ended before it was the primary".formatted(node.id()));
      }
      if (System.nanoTime() - deadline > 0) {
        throw new DataPlaneException(
            "%s %s within %d s".formatted(node.id(), failure, FAILOVER_PATIENCE.toSeconds()));
      }
    }
  }

  @Override
  public void promote(NodeSpec replica) {
    if (!observe(replica).isPrimary()) {
      engines().promote(replica);
    }
    awaitRole(replica, () -> observe(replica).isPrimary(), "did not become the primary");
  }

  @Override
  public void forget(NodeSpec node, String engineId) {
    engines().forget(node, engineId);
  }

  @Override
  public NodeLoad load(NodeEndpoint node) {
    return engines().load(node);
  }

  @Override
  public void steady(NodeSpec node) {
    engines().steady(node);
  }

  @Override
  public void applyUsers(NodeSpec node) {
    engines().applyUsers(node, directory(node));
  }

  @Override
  public void configure(NodeSpec node) {
    engines().configure(node, directory(node));
  }

  @Override
  public void stop(NodeSpec node) {
    processes.stop(directory(node));
    LOG.info("Stopped {}", node.id());
  }

  @Override
  public void remove(NodeSpec node) {
    NodeDirectory directory = directory(node);
    processes.kill(directory);
    engines().hangUp(node);
    saving.remove(node.id());
    try {
      PrivateFiles.deleteTree(directory.path());
    } catch (IOException e) {
      throw new DataPlaneException(directory.path() + " can't be deleted", e);
    }
    LOG.info("Removed {}", node.id());
  }

  @Override
  public void onExit(Consumer<String> listener) {
    exitListeners.add(listener);
  }

  @Override
  public void close() {
    exitListeners.clear();
    processes.stopAll();
    if (opening.state() == Future.State.SUCCESS) {
      opening.resultNow().close();
    }
    callers.close();
  }

  private Engines engines() {
    return await(opening, "the engines can't be opened");
  }

  private NodeDirectory directory(NodeSpec node) {
    return new NodeDirectory(nodes, node.id());
  }

  private ObservedNode observe(NodeSpec node) {
    return processes.find(directory(node)).isPresent()
        ? engines().observe(node)
        : ObservedNode.notServing(node.id(), ObservedNode.State.STOPPED);
  }

  private static void requireData(NodeSpec node, NodeDirectory directory) {
    if (!directory.hasHistory()) {
      throw new NodeDataLostException(
          "Node %s has lost its data: %s is gone or empty".formatted(node.id(), directory.path()));
    }
    directory
        .unreadable()
        .ifPresent(
            complaint -> {
              throw new NodeDataLostException(
                  "Node %s has lost its data: %s".formatted(node.id(), complaint));
            });
  }

  private void awaitAnswer(NodeSpec node, NodeDirectory directory) {
    long deadline = System.nanoTime() + START_PATIENCE.toNanos();
    while (engines().observe(node).state() == ObservedNode.State.UNREACHABLE) {
      Optional<ProcessHandle> process = processes.find(directory);
      if (process.isEmpty() || endsWithin(process.get(), CHECK)) {
        if (node.history() == NodeSpec.History.FORMED) {
          requireData(node, directory);
        }
        throw new DataPlaneException(
            "The engine of %s ended at once: %s".formatted(node.id(), lastMessage(directory)));
      }
      if (System.nanoTime() - deadline > 0) {
        throw new DataPlaneException(
            "The engine of %s doesn't answer on %s within %d s: %s"
                .formatted(
                    node.id(), node.address(), START_PATIENCE.toSeconds(), lastMessage(directory)));
      }
    }
  }

  private static boolean endsWithin(ProcessHandle process, Duration time) {
    try {
      process.onExit().get(time.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new DataPlaneException("process " + process.pid() + " can't be watched", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DataPlaneException("interrupted while an engine starts", e);
    }
  }

  private static String lastMessage(NodeDirectory directory) {
    try {
      return Files.readAllLines(directory.messages()).stream()
          .filter(line -> !line.isBlank())
          .reduce("it says nothing", (earlier, later) -> later);
    } catch (IOException e) {
      return "it left no messages";
    }
  }

  private void ended(NodeDirectory node) {
    exitListeners.forEach(listener -> listener.accept(node.id()));
  }

  private static <T> T await(Future<T> future, String failure) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof DataPlaneException thrown
          ? thrown
          : new DataPlaneException(failure, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DataPlaneException("interrupted while waiting for engines", e);
    }
  }
}
