package org.gatehouse.runtime.alarm;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.gatehouse.contract.alarm.Alarm;
import org.gatehouse.contract.alarm.AlarmRecord;
import org.gatehouse.contract.alarm.AlarmSink;
import org.gatehouse.contract.alarm.AlarmState;
import org.jspecify.annotations.Nullable;

/**
 * All alarms as they stand: what their sources say, and what people did about them. Thread-safe;
 * whoever asks waits for no disk.
 *
 * <p>What was stored before a start is taken as lasting until its source had time to say so again
 * ({@link #PATIENCE}); then it counts as over, so that nothing is asked of people twice.
 */
public final class AlarmBoard implements AlarmSink {
  /** Of those that need nobody any more, the latest are kept. */
  public static final int FINISHED_KEPT = 500;

  /** After a start; cameras that are down for good are told by then. */
  static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Over and never acknowledged: of more, the oldest count as seen. */
  static final int MOST_RETURNED = 1000;

  private final Map<String, AlarmRecord> standing = new LinkedHashMap<>();
  private final Deque<AlarmRecord> finished = new ArrayDeque<>();
  private final Map<Alarm.Kind, Long> raised = new EnumMap<>(Alarm.Kind.class);
  private final Explained explained = new Explained();
  private final List<Consumer<AlarmRecord>> listeners = new ArrayList<>();

  /** Lasted before the start, and not told again since. */
  private final Set<String> unsure = new HashSet<>();

  private @Nullable Instant sureAt;
  private long next = 1;
  private boolean deaf;

  /**
   * Hears of every record that changed, in order. Called with the board's lock held: must not
   * block.
   */
  public synchronized void onChange(Consumer<AlarmRecord> listener) {
    listeners.add(listener);
  }

  /** Takes what was stored before this start; called once, before anything is raised. */
  public synchronized void restore(List<AlarmRecord> records, Instant now) {
    for (AlarmRecord record : records) {
      next = Math.max(next, record.number() + 1);
      if (record.state() == AlarmState.NORMAL) {
        finished.addFirst(record);
      } else {
        standing.put(record.alarm().id(), record);
      }
      if (record.active()) {
        explained.lasts(record.alarm());
        unsure.add(record.alarm().id());
      }
    }
    sureAt = now.plus(PATIENCE);
  }

  /** What sources say from now on is not heard: they are being closed. */
  public synchronized void deafen() {
    deaf = true;
  }

  @Override
  public synchronized void raise(Alarm told) {
    if (deaf) {
      return;
    }
    AlarmRecord before = standing.get(told.id());
    boolean again = unsure.remove(told.id()) && before != null;
    if (before == null || !before.active()) {
      raised.merge(told.kind(), 1L, Long::sum);
    }
    AlarmRecord after =
        before == null
            ? AlarmRecord.begun(next++, told)
            : AlarmMoves.raised(before, again ? told.withSince(before.alarm().since()) : told);
    explained.lasts(told);
    String by = explained.by(told);
    put(by == null ? after : AlarmMoves.suppressed(after, by, told.since()));
    if (Explained.explains(told)) {
      explain(told.since());
    }
  }

  @Override
  public synchronized void clear(String id, Instant at) {
    if (!deaf) {
      over(id, at);
    }
  }

  private void over(String id, Instant at) {
    AlarmRecord before = standing.get(id);
    if (before == null || !before.active()) {
      return;
    }
    unsure.remove(id);
    explained.over(id);
    put(AlarmMoves.cleared(before, at));
    if (Explained.explains(before.alarm())) {
      explain(at);
    }
  }

  /** What explains others changed. */
  private void explain(Instant at) {
    for (AlarmRecord record : List.copyOf(standing.values())) {
      String by = explained.by(record.alarm());
      AlarmRecord after = AlarmMoves.suppressed(record, by, at);
      if (after.state() != record.state()) {
        put(after);
      }
    }
  }

  private void put(AlarmRecord record) {
    String id = record.alarm().id();
    if (record.state() == AlarmState.NORMAL) {
      standing.remove(id);
      finished.addFirst(record);
      if (finished.size() > FINISHED_KEPT) {
        finished.removeLast();
      }
    } else {
      standing.put(id, record);
    }
    listeners.forEach(listener -> listener.accept(record));
  }

  /** Once a second: what was put away comes back, and what nobody tells any more is over. */
  public synchronized void tick(Instant now) {
    for (AlarmRecord record : List.copyOf(standing.values())) {
      if (isDue(record, now)) {
        bringBack(record, now);
      }
    }
    if (sureAt != null && !now.isBefore(sureAt)) {
      sureAt = null;
      List.copyOf(unsure).forEach(id -> over(id, now));
    }
    forgetReturned(now);
  }

  private static boolean isDue(AlarmRecord record, Instant now) {
    return record.state() == AlarmState.SHELVED
        && record.withheld() != null
        && record.withheld().until() != null
        && !now.isBefore(record.withheld().until());
  }

  private void bringBack(AlarmRecord record, Instant now) {
    put(suppressedAgain(AlarmMoves.timeOver(record, now), now));
  }

  private AlarmRecord suppressedAgain(AlarmRecord record, Instant now) {
    String by = explained.by(record.alarm());
    return by == null ? record : AlarmMoves.suppressed(record, by, now);
  }

  private void forgetReturned(Instant now) {
    List<AlarmRecord> returned =
        standing.values().stream().filter(r -> r.state() == AlarmState.RETURNED).toList();
    for (AlarmRecord record : returned.subList(0, Math.max(0, returned.size() - MOST_RETURNED))) {
      put(record.withState(AlarmState.NORMAL, false, null).withClearedAt(now));
    }
  }

  /**
   * Does what a person wants.
   *
   * @return the record after it; null if there is none of that number
   * @throws AlarmRefusedException if it cannot be done as the alarm stands now
   */
  public synchronized @Nullable AlarmRecord order(
      long number, AlarmOrder order, String who, Instant at) throws AlarmRefusedException {
    AlarmRecord after = preview(number, order, who, at);
    if (after != null) {
      after = suppressedAgain(after, at);
      put(after);
    }
    return after;
  }

  /**
   * What {@link #order} would do now.
   *
   * @throws AlarmRefusedException as that would
   */
  public synchronized @Nullable AlarmRecord preview(
      long number, AlarmOrder order, String who, Instant at) throws AlarmRefusedException {
    AlarmRecord before = find(number);
    return before == null ? null : AlarmMoves.ordered(before, order, who, at);
  }

  /** The record of that number; null if there is none. */
  public synchronized @Nullable AlarmRecord find(long number) {
    for (AlarmRecord record : standing.values()) {
      if (record.number() == number) {
        return record;
      }
    }
    return finished.stream().filter(record -> record.number() == number).findFirst().orElse(null);
  }

  /** All that need somebody, or will, the oldest first. */
  public synchronized List<AlarmRecord> standing() {
    return List.copyOf(standing.values());
  }

  /** Those that need nobody any more, the latest first. */
  public synchronized List<AlarmRecord> finished() {
    return List.copyOf(finished);
  }

  /** Those whose cause lasts, the oldest first. */
  public synchronized List<Alarm> open() {
    return standing.values().stream().filter(AlarmRecord::active).map(AlarmRecord::alarm).toList();
  }

  /** How many of a kind last. */
  public synchronized long open(Alarm.Kind kind) {
    return open().stream().filter(alarm -> alarm.kind() == kind).count();
  }

  /** How many stand so with the operators. */
  public synchronized long count(AlarmState state) {
    return standing.values().stream().filter(record -> record.state() == state).count();
  }

  /** How many of a kind began since the start. */
  public synchronized long raised(Alarm.Kind kind) {
    return raised.getOrDefault(kind, 0L);
  }
}
