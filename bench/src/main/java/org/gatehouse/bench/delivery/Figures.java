package org.gatehouse.bench.delivery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gatehouse.bench.report.Percentiles;
import org.jspecify.annotations.Nullable;

/**
 * What both books say together.
 *
 * @param sent passages acknowledged, after the warm-up
 * @param lost passages acknowledged and never received, those of the warm-up too
 * @param duplicates receptions of an event that had come before, with the same id
 * @param foreignDuplicates passages that came under another id as well
 * @param outOfOrder first receptions of a passage after a later one of its camera
 * @param mostDuplicates of the time from one kill to the next
 * @param p99Millis from when a passage was to be submitted until it was first received, after the
 *     warm-up
 * @param coldP99Millis the same of all passages
 */
record Figures(
    int sent,
    int lost,
    int duplicates,
    int foreignDuplicates,
    int outOfOrder,
    int mostDuplicates,
    @Nullable Double p99Millis,
    @Nullable Double coldP99Millis) {
  private static final double PERCENT = 99;
  private static final double MICROS_PER_MILLI = 1000;
  private static final double MICROS_PER_SECOND = 1e6;

  /** What is received within a second of its time was not waiting. */
  private static final long LATE_MICROS = 1_000_000;

  /** A line of the receiver's book. */
  record Receipt(long micros, String id, int serial) {
    static Receipt parse(String line) {
      String[] words = line.split(" ", 3);
      return new Receipt(Long.parseLong(words[0]), words[1], Integer.parseInt(words[2]));
    }
  }

  /** When each passage was to be submitted, by serial; 0 if it was not acknowledged. */
  static long[] submitted(Path acks, int events) throws IOException {
    long[] submitted = new long[events];
    try (var lines = Files.lines(acks)) {
      lines.forEach(
          line -> {
            String[] words = line.split(" ", 2);
            submitted[Integer.parseInt(words[0])] = Long.parseLong(words[1]);
          });
    }
    return submitted;
  }

  static List<Receipt> receipts(Path file) throws IOException {
    try (var lines = Files.lines(file)) {
      return lines.map(Receipt::parse).toList();
    }
  }

  /**
   * Judges.
   *
   * @param kills when the engine was killed, epoch microseconds, ascending
   * @param warmUp how many passages came before the times count
   */
  static Figures of(
      long[] submitted, List<Receipt> receipts, int cameras, List<Long> kills, int warmUp) {
    String[] ids = new String[submitted.length];
    Set<String> seen = new HashSet<>();
    int[] latest = new int[cameras];
    Arrays.fill(latest, -1);
    int[] duplicates = new int[kills.size() + 1];
    List<Long> delays = new ArrayList<>();
    List<Long> cold = new ArrayList<>();
    int foreign = 0;
    int outOfOrder = 0;
    for (Receipt receipt : receipts) {
      int serial = receipt.serial();
      if (!seen.add(receipt.id())) {
        duplicates[since(kills, receipt.micros())]++;
      } else if (ids[serial] != null) {
        foreign++;
      } else {
        ids[serial] = receipt.id();
        (serial < warmUp ? cold : delays).add(receipt.micros() - submitted[serial]);
        int camera = Math.floorMod(serial, cameras);
        outOfOrder += serial < latest[camera] ? 1 : 0;
        latest[camera] = Math.max(latest[camera], serial);
      }
    }
    int sent = (int) Arrays.stream(submitted).skip(warmUp).filter(micros -> micros > 0).count();
    int lost = 0;
    for (int serial = 0; serial < ids.length; serial++) {
      lost += submitted[serial] > 0 && ids[serial] == null ? 1 : 0;
    }
    cold.addAll(delays);
    return new Figures(
        sent,
        lost,
        Arrays.stream(duplicates).sum(),
        foreign,
        outOfOrder,
        Arrays.stream(duplicates).max().orElse(0),
        p99(delays),
        p99(cold));
  }

  private static @Nullable Double p99(List<Long> micros) {
    Long p99 = Percentiles.of(micros, PERCENT);
    return p99 == null ? null : p99 / MICROS_PER_MILLI;
  }

  private static int since(List<Long> kills, long micros) {
    return (int) kills.stream().filter(kill -> kill <= micros).count();
  }

  /**
   * How many a second were received from the first one after an outage until nothing was late any
   * more; null if nothing was.
   *
   * @param upMicros when the receiver took events again
   */
  static @Nullable Double drainRate(long[] submitted, List<Receipt> receipts, long upMicros) {
    List<Receipt> after = receipts.stream().filter(r -> r.micros() >= upMicros).toList();
    Receipt last = null;
    int drained = 0;
    for (int i = 0; i < after.size(); i++) {
      Receipt receipt = after.get(i);
      if (receipt.micros() - submitted[receipt.serial()] > LATE_MICROS) {
        last = receipt;
        drained = i + 1;
      }
    }
    if (last == null) {
      return null;
    }
    return drained * MICROS_PER_SECOND / Math.max(1, last.micros() - after.getFirst().micros());
  }
}
