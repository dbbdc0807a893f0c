package io.memorydblocal.dataplane.engine;

import io.memorydblocal.dataplane.DataPlaneException;
import io.memorydblocal.dataplane.EngineBinary;
import io.memorydblocal.dataplane.NodeAddress;
import io.memorydblocal.dataplane.Slots;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * A line to one primary over which its slots are moved. What concerns many slots or keys is sent in
 * one go. Every method may be repeated.
 */
public final class SlotLine implements AutoCloseable {

  /** An engine answers nobody while it sends keys to another. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  /** How long a transfer may stand still: peers take the sender for dead after somewhat more. */
  private static final Duration STANDSTILL = Duration.ofSeconds(10);

  private final EngineClient client;
  private final EngineAdmin admin;
  private final boolean setsSlotsInTransactions;

  SlotLine(EngineClient client, EngineAdmin admin, EngineBinary binary) {
    this.client = client;
    this.admin = admin;
    // Since Valkey 8 a primary waits for its replicas before it sets a slot.
    this.setsSlotsInTransactions = !(binary.product().equals("Valkey") && binary.isAtLeast(8, 0));
  }

  /** Keys of one slot that are to be sent together. */
  public record Batch(int slot, List<byte[]> keys) {}

  /** The engine's view of its cluster. */
  public ClusterNodes view() {
    return ClusterNodes.parse(text(ask(List.of(cluster("NODES"))).getFirst()));
  }

  /** Makes the engine, which doesn't own the slots, take keys of theirs and serve those it has. */
  public void startImporting(Slots slots, String sourceId) {
    setSlots(slots, "IMPORTING", sourceId);
  }

  /** Makes the engine, which owns the slots, send clients to the target for keys it hasn't. */
  public void startMigrating(Slots slots, String targetId) {
    setSlots(slots, "MIGRATING", targetId);
  }

  /** Ends importing and migrating; what the engine has and owns stays as it is. */
  public void stabilize(Slots slots) {
    setSlots(slots, "STABLE");
  }

  /** Tells the engine who owns the slots. It refuses to lose one of which it has keys. */
  public void assign(Slots slots, String ownerId) {
    setSlots(slots, "NODE", ownerId);
  }

  /**
   * Makes the engine own slots that it {@linkplain #startImporting imports}. For the first it
   * raises its epoch above the former owner's. With every one that it imports it would tell all its
   * peers, so all but the first and the last are taken in silence: in a transaction, for clients
   * must not see them neither imported nor owned.
   */
  public void take(Slots slots, String ownId) {
    int[] numbers = slots.toArray();
    if (numbers.length < 3 || !setsSlotsInTransactions) {
      assign(slots, ownId);
      return;
    }
    List<CommandArguments> commands = new ArrayList<>();
    commands.add(setSlot(numbers[0], "NODE", ownId));
    commands.add(new CommandArguments(Command.MULTI));
    for (int i = 1; i < numbers.length - 1; i++) {
      commands.add(setSlot(numbers[i], "STABLE"));
      commands.add(setSlot(numbers[i], "NODE", ownId));
    }
    commands.add(new CommandArguments(Command.EXEC));
    commands.add(setSlot(numbers[numbers.length - 1], "NODE", ownId));
    check((List<?>) ask(commands).get(commands.size() - 2));
  }

  /** How many keys there are in each of the slots, in their order. */
  public int[] countKeys(Slots slots) {
    return ask(slotCommands(slots, slot -> cluster("COUNTKEYSINSLOT").add(slot))).stream()
        .mapToInt(count -> Math.toIntExact((Long) count))
        .toArray();
  }

  /** Some keys of each of the slots, in their order; none only for a slot that has none. */
  public List<List<byte[]>> keys(Slots slots, int atMost) {
    return ask(slotCommands(slots, slot -> cluster("GETKEYSINSLOT").add(slot).add(atMost))).stream()
        .map(SlotLine::byteArrays)
        .toList();
  }

  /** About how many bytes each of the keys takes with its value; none for one that is gone. */
  public long[] sizes(List<byte[]> keys) {
    return ask(
            keys.stream()
                .map(key -> new CommandArguments(Command.MEMORY).add("USAGE").add(key))
                .toList())
        .stream()
        .mapToLong(size -> size == null ? 0 : (Long) size)
        .toArray();
  }

  /**
   * Sends keys to the target and deletes them here, each batch in one step for clients. The target
   * may have them already, from a transfer whose end the engine didn't live to see: then its copies
   * are replaced, for until now clients used the ones here.
   */
  public void migrate(List<Batch> batches, NodeAddress target) {
    ask(batches.stream().map(batch -> migrate(batch, target)).toList());
  }

  private CommandArguments migrate(Batch batch, NodeAddress target) {
    CommandArguments command =
        new CommandArguments(Command.MIGRATE)
            .add(target.host())
            .add(target.port())
            .add("")
            .add(0)
            .add(STANDSTILL.toMillis())
            .add("REPLACE")
            .add("AUTH2")
            .add(EngineAdmin.NAME)
            .add(admin.password())
            .add("KEYS");
    batch.keys().forEach(command::add);
    return command;
  }

  /** The engine's function libraries, for {@link #restoreFunctions}; empty when there are none. */
  public Optional<byte[]> functions() {
    List<Object> replies = client.pipeline(List.of(function("LIST"), function("DUMP")));
    // Engines before 7.0 know no functions and refuse both.
    return replies.getFirst() instanceof List<?> libraries && !libraries.isEmpty()
        ? Optional.of((byte[]) replies.getLast())
        : Optional.empty();
  }

  /** Gives the engine, which has none of them, function libraries. */
  public void restoreFunctions(byte[] libraries) {
    ask(List.of(function("RESTORE").add(libraries)));
  }

  @Override
  public void close() {
    client.close();
  }

  private void setSlots(Slots slots, String... state) {
    ask(slotCommands(slots, slot -> setSlot(slot, state)));
  }

  private static CommandArguments setSlot(int slot, String... state) {
    CommandArguments command = cluster("SETSLOT").add(slot);
    Arrays.stream(state).forEach(command::add);
    return command;
  }

  private static List<CommandArguments> slotCommands(
      Slots slots, IntFunction<CommandArguments> command) {
    return IntStream.of(slots.toArray()).mapToObj(command).toList();
  }

  private static CommandArguments cluster(String subcommand) {
    return new CommandArguments(Command.CLUSTER).add(subcommand);
  }

  private static CommandArguments function(String subcommand) {
    return new CommandArguments(Command.FUNCTION).add(subcommand);
  }

  /** Sends commands that must all succeed. */
  private List<Object> ask(List<CommandArguments> commands) {
    List<Object> replies = client.pipeline(commands);
    check(replies);
    return replies;
  }

  private void check(List<?> replies) {
    for (Object reply : replies) {
      if (reply instanceof JedisDataException refused) {
        throw new DataPlaneException(
            "The engine on %s refuses: %s".formatted(client, refused.getMessage()), refused);
      }
    }
  }

  private static String text(Object reply) {
    return new String((byte[]) reply, StandardCharsets.UTF_8);
  }

  private static List<byte[]> byteArrays(Object reply) {
    List<byte[]> arrays = new ArrayList<>();
    for (Object element : (List<?>) reply) {
      arrays.add((byte[]) element);
    }
    return arrays;
  }
}
