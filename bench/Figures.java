import java.util.Arrays;

/** What figures are made of. */
final class Figures {

  private Figures() {}

  static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  static double median(double[] values) {
    double[] sorted = Arrays.stream(values).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
