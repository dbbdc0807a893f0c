package io.memorydblocal.dataplane;

import java.util.BitSet;
import java.util.StringJoiner;
import java.util.stream.IntStream;

/** A set of the hash slots 0 to 16383. Immutable; its text is the form {@code 0-5461,7000}. */
public final class Slots {

  /** How many slots there are. */
  public static final int COUNT = 16_384;

  public static final Slots NONE = new Slots(new BitSet());
  public static final Slots ALL = range(0, COUNT - 1);

  private final BitSet bits;

  private Slots(BitSet bits) {
    this.bits = bits;
  }

  /** The slots from {@code first} to {@code last}, both included. */
  public static Slots range(int first, int last) {
    if (first < 0 || last >= COUNT || first > last) {
      throw new IllegalArgumentException("not a range of slots: " + first + "-" + last);
    }
    BitSet bits = new BitSet(COUNT);
    bits.set(first, last + 1);
    return new Slots(bits);
  }

  /** The slots with these numbers. */
  public static Slots of(IntStream numbers) {
    BitSet bits = new BitSet(COUNT);
    numbers.forEach(
        slot -> {
          if (slot < 0 || slot >= COUNT) {
            throw new IllegalArgumentException("not a slot: " + slot);
          }
          bits.set(slot);
        });
    return new Slots(bits);
  }

  /** Reads what {@link #toString} writes. */
  public static Slots parse(String text) {
    Slots slots = NONE;
    for (String part : text.isEmpty() ? new String[0] : text.split(",", -1)) {
      String[] ends = part.split("-", -1);
      slots = slots.plus(range(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1])));
    }
    return slots;
  }

  public Slots plus(Slots other) {
    BitSet sum = (BitSet) bits.clone();
    sum.or(other.bits);
    return new Slots(sum);
  }

  public Slots minus(Slots other) {
    BitSet rest = (BitSet) bits.clone();
    rest.andNot(other.bits);
    return new Slots(rest);
  }

  /** So many of them, the highest ones. */
  public Slots last(int count) {
    BitSet highest = new BitSet(COUNT);
    int slot = COUNT;
    for (int i = 0; i < count; i++) {
      slot = bits.previousSetBit(slot - 1);
      if (slot < 0) {
        throw new IllegalArgumentException(count + " of " + size() + " slots");
      }
      highest.set(slot);
    }
    return new Slots(highest);
  }

  /** The slots that are in both. */
  public Slots in(Slots other) {
    BitSet both = (BitSet) bits.clone();
    both.and(other.bits);
    return new Slots(both);
  }

  public boolean contains(int slot) {
    return bits.get(slot);
  }

  public boolean isEmpty() {
    return bits.isEmpty();
  }

  public int size() {
    return bits.cardinality();
  }

  /** The slots in ascending order. */
  public int[] toArray() {
    return bits.stream().toArray();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Slots slots && bits.equals(slots.bits);
  }

  @Override
  public int hashCode() {
    return bits.hashCode();
  }

  @Override
  public String toString() {
    StringJoiner ranges = new StringJoiner(",");
    for (int first = bits.nextSetBit(0); first >= 0; ) {
      int end = bits.nextClearBit(first);
      ranges.add(end - first == 1 ? String.valueOf(first) : first + "-" + (end - 1));
      first = bits.nextSetBit(end);
    }
    return ranges.toString();
  }
}
