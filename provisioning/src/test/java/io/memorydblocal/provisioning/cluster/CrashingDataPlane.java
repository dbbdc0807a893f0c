package io.memorydblocal.provisioning.cluster;

import io.memorydblocal.dataplane.DataPlane;
import io.memorydblocal.dataplane.EngineBinary;
import io.memorydblocal.dataplane.EngineVersion;
import io.memorydblocal.dataplane.NewShard;
import io.memorydblocal.dataplane.NodeAddress;
import io.memorydblocal.dataplane.NodeEndpoint;
import io.memorydblocal.dataplane.NodeLoad;
import io.memorydblocal.dataplane.NodeSeed;
import io.memorydblocal.dataplane.NodeSpec;
import io.memorydblocal.dataplane.Observation;
import io.memorydblocal.dataplane.SlotMove;
import io.memorydblocal.dataplane.Slots;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Has the control plane die at one of its calls that change something. */
final class CrashingDataPlane implements DataPlane {

  private final DataPlane real;
  private final AtomicInteger calls = new AtomicInteger();
  private int point = Integer.MAX_VALUE;
  private boolean beforeTheCall;

  /** The control plane is dead from here on. */
  static final class Crash extends RuntimeException {

    private static final long serialVersionUID = 1L;
  }

  CrashingDataPlane(DataPlane real) {
    this.real = real;
  }

  /** From now on, dies at the given call, counted from 1. */
  void crashAt(int call, boolean before) {
    calls.set(0);
    point = call;
    beforeTheCall = before;
  }

  /** How many calls changed something since the last {@link #crashAt}. */
  int calls() {
    return calls.get();
  }

  private void change(Runnable call) {
    int number = calls.incrementAndGet();
    if (number == point && beforeTheCall) {
      throw new Crash();
    }
    call.run();
    if (number == point) {
      throw new Crash();
    }
  }

  @Override
  public void launch(NodeSpec node) {
    change(() -> real.launch(node));
  }

  @Override
  public boolean canFound(EngineVersion engine) {
    return real.canFound(engine);
  }

  @Override
  public boolean found(List<NewShard> shards) {
    AtomicBoolean done = new AtomicBoolean();
    change(() -> done.set(real.found(shards)));
    return done.get();
  }

  @Override
  public void meet(NodeSpec node, NodeAddress peer) {
    change(() -> real.meet(node, peer));
  }

  @Override
  public void addSlots(NodeSpec node, Slots slots) {
    change(() -> real.addSlots(node, slots));
  }

  @Override
  public Slots moveSlots(List<NodeSpec> primaries, List<SlotMove> moves, Duration atMost) {
    AtomicReference<Slots> left = new AtomicReference<>(Slots.NONE);
    change(() -> left.set(real.moveSlots(primaries, moves, atMost)));
    return left.get();
  }

  @Override
  public void replicate(NodeSpec node, String primaryId) {
    change(() -> real.replicate(node, primaryId));
  }

  @Override
  public void quicken(NodeSpec node) {
    change(() -> real.quicken(node));
  }

  @Override
  public void failOver(NodeSpec replica, NodeSpec primary) {
    change(() -> real.failOver(replica, primary));
  }

  @Override
  public void promote(NodeSpec replica) {
    change(() -> real.promote(replica));
  }

  @Override
  public void forget(NodeSpec node, String engineId) {
    change(() -> real.forget(node, engineId));
  }

  @Override
  public NodeLoad load(NodeEndpoint node) {
    return real.load(node);
  }

  @Override
  public void steady(NodeSpec node) {
    change(() -> real.steady(node));
  }

  @Override
  public void applyUsers(NodeSpec node) {
    change(() -> real.applyUsers(node));
  }

  @Override
  public void configure(NodeSpec node) {
    change(() -> real.configure(node));
  }

  @Override
  public void stop(NodeSpec node) {
    change(() -> real.stop(node));
  }

  @Override
  public void remove(NodeSpec node) {
    change(() -> real.remove(node));
  }

  @Override
  public NodeSeed seed(NodeSpec node) throws IOException {
    NodeSeed seed = real.seed(node);
    return new NodeSeed() {
      @Override
      public OutputStream out() {
        return seed.out();
      }

      @Override
      public void complete() {
        change(
            () -> {
              try {
                seed.complete();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
      }

      @Override
      public void close() throws IOException {
        seed.close();
      }
    };
  }

  @Override
  public boolean isSeeded(NodeSpec node) {
    return real.isSeeded(node);
  }

  @Override
  public void save(NodeSpec node, NodeSpec primary, OutputStream out) throws IOException {
    real.save(node, primary, out);
  }

  @Override
  public NodeAddress addressAt(long index, int port) {
    return real.addressAt(index, port);
  }

  @Override
  public boolean isFree(NodeAddress address) {
    return real.isFree(address);
  }

  @Override
  public EngineBinary binaryFor(EngineVersion engine) {
    return real.binaryFor(engine);
  }

  @Override
  public String caCertificate() {
    return real.caCertificate();
  }

  @Override
  public Observation observe(Collection<NodeSpec> nodes) {
    return real.observe(nodes);
  }

  @Override
  public void onExit(Consumer<String> listener) {
    real.onExit(listener);
  }

  @Override
  public void close() {
    real.close();
  }
}
