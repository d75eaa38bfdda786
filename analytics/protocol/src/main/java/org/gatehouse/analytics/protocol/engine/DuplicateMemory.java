package org.gatehouse.analytics.protocol.engine;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.gatehouse.contract.vision.PassageReport;
import org.gatehouse.contract.vision.PassageReport.Stage;
import org.jspecify.annotations.Nullable;

/**
 * Recognises, for one stream, the vehicle that one worker reported and another one sees, too: the
 * new worker starts at an earlier random-access unit, and what the old one found last may come
 * after the takeover. What was told of it is not told again, and what was not goes on under the
 * name that the passage had. Pure; owned by the thread that calls the listener.
 */
final class DuplicateMemory {
  private static final long WINDOW_MICROS = TimeUnit.SECONDS.toMicros(10);
  private static final int KEPT = 8;

  /**
   * After so many counters of the lane, which come once a second while it is looked at, those who
   * came after a worker have seen again whatever is still there: by far longer than a decision
   * takes, however often the lane is taken over meanwhile.
   */
  static final int LOOKS = 30;

  /**
   * What was told last of a passage.
   *
   * @param worker that goes on with it
   * @param open the whole report, pictures and all, while the vehicle has not left
   * @param looks how often the lane was looked at since that worker left it
   */
  private record Reported(
      String text, long endMicros, int worker, @Nullable PassageReport open, int looks) {
    static Reported of(int worker, PassageReport report) {
      PassageReport open = report.stage() == Stage.FINALIZED ? null : report;
      return new Reported(report.plate().text(), report.endMicros(), worker, open, 0);
    }

    Reported by(int next) {
      return new Reported(text, endMicros, next, open, 0);
    }

    Reported looked(int count) {
      return new Reported(text, endMicros, worker, open, count);
    }

    boolean isOver() {
      return open != null && looks >= LOOKS;
    }
  }

  /** By passage, the one told of last at the end. */
  private final Map<String, Reported> reported = new LinkedHashMap<>();

  /** The earlier name of a passage that a worker knows by another. */
  private final Map<String, String> earlier = new LinkedHashMap<>();

  /** The worker that took the lane over; 0 while none has. */
  private int present;

  private long takeoverMicros;

  /** That worker has the lane from now on. */
  void takeover(int worker, long atMicros) {
    present = worker;
    takeoverMicros = atMicros;
  }

  /** What is to be told instead of a worker's report; nothing if another worker told it. */
  Optional<PassageReport> resolve(int worker, PassageReport report) {
    String name = name(worker, report);
    if (name == null) {
      return Optional.of(report);
    }
    boolean own = name.equals(report.passageId());
    if (!own) {
      earlier.remove(report.passageId());
      earlier.put(report.passageId(), name);
      shorten(earlier);
    }
    Reported told = reported.get(name);
    if (told == null || told.open == null || isTakenOver(told, worker)) {
      return Optional.empty();
    }
    reported.replace(name, told.by(worker));
    if (own) {
      return Optional.of(report);
    }
    return isRepeated(told, told.open, report) ? Optional.empty() : Optional.of(report.as(name));
  }

  /** The present worker sees that vehicle, too, and will say when it has left. */
  private boolean isTakenOver(Reported told, int worker) {
    return worker != present && told.worker == present;
  }

  private static boolean isRepeated(Reported told, PassageReport last, PassageReport report) {
    boolean confirmed = report.plate().isCertain() && !last.plate().isCertain();
    return report.stage() == Stage.DECIDED && told.text.equals(report.plate().text()) && !confirmed;
  }

  /** The report, as it was resolved, was told. */
  void reported(int worker, PassageReport report) {
    reported.remove(report.passageId());
    reported.put(report.passageId(), Reported.of(worker, report));
    if (reported.values().stream().filter(told -> !told.isOver()).count() > KEPT) {
      forgetOne();
    }
  }

  /** A vehicle that is gone for all that anybody sees was told to have left. */
  void ended(PassageReport end) {
    reported(present, end);
  }

  /**
   * The longest ago of those that have left: nobody waits to hear of that. Where none has, the one
   * told of longest ago is over with the next look: it is forgotten once its end was told.
   */
  private void forgetOne() {
    Iterator<Reported> left = reported.values().iterator();
    while (left.hasNext()) {
      if (left.next().open == null) {
        left.remove();
        return;
      }
    }
    reported.entrySet().stream()
        .filter(entry -> !entry.getValue().isOver())
        .findFirst()
        .ifPresent(oldest -> oldest.setValue(oldest.getValue().looked(LOOKS)));
  }

  private static void shorten(Map<String, ?> map) {
    if (map.size() > KEPT) {
      map.remove(map.keySet().iterator().next());
    }
  }

  /**
   * The lane's counters came. Returns the ends of passages that a worker before this one decided on
   * and that nobody has seen since, and of those that are too many; each as often as it is asked,
   * until it was told.
   */
  List<PassageReport> looked() {
    if (present != 0) {
      reported.replaceAll(
          (name, told) -> told.worker == present ? told : told.looked(told.looks + 1));
    }
    return ends(Reported::isOver);
  }

  /** Nothing more comes: the ends of all passages that have none. */
  List<PassageReport> unfinished() {
    return ends(told -> true);
  }

  private List<PassageReport> ends(Predicate<Reported> wanted) {
    List<PassageReport> ends = new ArrayList<>();
    for (Reported told : reported.values()) {
      if (told.open != null && wanted.test(told)) {
        ends.add(end(told.open));
      }
    }
    return ends;
  }

  /** Named as the worker would have named it: should it be told of both, it is the same. */
  private static PassageReport end(PassageReport last) {
    return new PassageReport(
        last.stream(),
        last.passageId() + ":final",
        last.passageId(),
        Stage.FINALIZED,
        last.startMicros(),
        last.decidedMicros(),
        last.endMicros(),
        last.plate(),
        last.direction(),
        last.cropJpeg(),
        last.sceneJpeg());
  }

  private @Nullable String name(int worker, PassageReport report) {
    if (reported.containsKey(report.passageId())) {
      return report.passageId();
    }
    String known = earlier.get(report.passageId());
    if (known != null) {
      return known;
    }
    for (Map.Entry<String, Reported> entry : reported.entrySet()) {
      if (isSame(entry.getValue(), worker, report)) {
        return entry.getKey();
      }
    }
    return null;
  }

  private boolean isSame(Reported before, int worker, PassageReport now) {
    return before.worker != worker
        && before.text.equals(now.plate().text())
        && now.startMicros() <= takeoverMicros + WINDOW_MICROS
        && now.startMicros() <= seenMicros(before) + WINDOW_MICROS;
  }

  /** A vehicle that was decided on and has not left stood there until the takeover. */
  private long seenMicros(Reported before) {
    return before.open == null ? before.endMicros : Math.max(before.endMicros, takeoverMicros);
  }
}
