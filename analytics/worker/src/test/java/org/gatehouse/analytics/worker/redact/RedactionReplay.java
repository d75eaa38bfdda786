package org.gatehouse.analytics.worker.redact;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.gatehouse.analytics.worker.decode.LaneDecoder;
import org.gatehouse.analytics.worker.inference.ModelSet;
import org.gatehouse.analytics.worker.mask.Masks;

/**
 * Redacts a clip and says what our own detectors and reader find in each tenth picture before and
 * in every one after: {@code RedactionReplay VIDEO OUT.mp4 [FROM_SECONDS TO_SECONDS]}. The CPU time
 * told is that of redacting, decoding and coding included.
 */
public final class RedactionReplay {
  private static final int SOME = 10;

  private RedactionReplay() {}

  /** See the class. */
  public static void main(String[] args) throws IOException {
    Path video = Path.of(args[0]);
    Path film = Path.of(args[1]);
    long from = args.length > 2 ? micros(args[2]) : 0;
    long to = args.length > 3 ? micros(args[3]) : Long.MAX_VALUE / 4;
    LaneDecoder.preload();
    try (ModelSet models = ModelSet.load(1)) {
      long before = cpuNanos();
      Order order = new Order(List.of(new FilmFile(video, 0)), from, to, Masks.NONE, film);
      Outcome outcome = new Redaction(order, models, at -> {}).run();
      double cpu = (cpuNanos() - before) / 1e9;
      double seconds = (outcome.endMicros() - outcome.firstMicros()) / 1e6;
      System.out.printf(
          Locale.ROOT,
          "%s%n%.1f s of video, CPU %.2f s per video second, %.0f ms a picture, %.2f Mbit/s%n",
          outcome,
          seconds,
          cpu / seconds,
          1000 * cpu / outcome.pictures(),
          Files.size(film) * 8 / seconds / 1e6);
      Witness witness = new Witness(models);
      System.out.println("before: " + witness.look(video, from, to, SOME));
      Witness.Account after = witness.look(film, 0, Long.MAX_VALUE / 4);
      System.out.println("after:  " + after);
      after.plates.forEach(System.out::println);
      after.doubtfulPlates.forEach(System.out::println);
      after.faces.forEach(System.out::println);
    }
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }

  private static long micros(String seconds) {
    return Math.round(Double.parseDouble(seconds) * 1e6);
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
