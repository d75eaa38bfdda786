package org.gatehouse.runtime.alarm;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.contract.alarm.AlarmSink;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.runtime.supervise.CameraStatus;
import org.gatehouse.runtime.supervise.CameraStatus.State;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a person is told. Five or more cameras of one switch label or one /24 that fall into
 * the same trouble within ten seconds are one alarm, which lists them, grows, shrinks and ends when
 * the last one is well. Whoever is not part of such a group has an alarm of its own, after a grace
 * of twelve seconds, which is also what it takes to know whether others follow. Where several
 * groups would do, the one with most cameras is taken, for its cause explains more.
 *
 * <p>Owner: the supervisor thread calls everything here.
 */
public final class AlarmDesk {
  private static final int GROUP = 5;
  private static final Duration TOGETHER = Duration.ofSeconds(10);
  private static final Duration GRACE = Duration.ofSeconds(12);

  /** After the last one that fell, so that a group is told once and not one by one. */
  private static final Duration SETTLED = Duration.ofSeconds(2);

  private static final Duration STILL_JOINS = Duration.ofSeconds(60);
  private static final Duration REST_ALONE = Duration.ofSeconds(30);

  private final Ticker ticker;
  private final AlarmSink sink;
  private final Map<CameraId, TroubledCamera> troubled = new LinkedHashMap<>();
  private final List<TroubledGroup> groups = new ArrayList<>();

  /** A desk that nothing was reported to. */
  public AlarmDesk(Ticker ticker, AlarmSink sink) {
    this.ticker = ticker;
    this.sink = sink;
  }

  /** A camera's state or detail changed. */
  public void heard(CameraStatus status) {
    Trouble trouble = Trouble.of(status.state());
    TroubledCamera before = troubled.get(status.id());
    if (trouble == null) {
      // Between two tries a camera is no better than before.
      if (before != null && status.state() != State.CONNECTING) {
        over(before);
      }
    } else if (before == null) {
      begin(status, trouble);
    } else if (before.trouble == trouble) {
      before.text = status.detail();
    } else {
      over(before);
      begin(status, trouble);
    }
  }

  private void begin(CameraStatus status, Trouble trouble) {
    long nanos = ticker.nanos();
    TroubledCamera camera =
        new TroubledCamera(
            status.id(), trouble, status.place(), status.since(), nanos, status.detail());
    troubled.put(status.id(), camera);
    for (TroubledGroup group : groups) {
      boolean near = camera.place.shared().contains(group.key);
      boolean soon = nanos - group.joinedNanos <= STILL_JOINS.toNanos();
      if (group.trouble == trouble && near && soon) {
        group.join(camera, nanos);
        return;
      }
    }
  }

  private void over(TroubledCamera camera) {
    troubled.remove(camera.id);
    TroubledGroup group = camera.group;
    if (group != null) {
      group.leave(camera, ticker.nanos());
    } else if (camera.alone) {
      sink.clear(camera.alarmId(), now());
    }
  }

  /** Once a second. */
  public void tick() {
    long nanos = ticker.nanos();
    for (Trouble trouble : Trouble.values()) {
      formAll(trouble, nanos);
    }
    tellGroups(nanos);
    for (TroubledCamera camera : List.copyOf(troubled.values())) {
      if (camera.pending() && nanos - camera.sinceNanos >= GRACE.toNanos()) {
        tellAlone(camera);
      }
    }
  }

  private void formAll(Trouble trouble, long nanos) {
    boolean more = true;
    while (more) {
      more = formed(trouble, nanos);
    }
  }

  /** Makes a group of the pending ones if there is one to make. */
  private boolean formed(Trouble trouble, long nanos) {
    Map<String, List<TroubledCamera>> byKey = new LinkedHashMap<>();
    for (TroubledCamera camera : troubled.values()) {
      if (camera.pending() && camera.trouble == trouble) {
        camera
            .place
            .shared()
            .forEach(k -> byKey.computeIfAbsent(k, x -> new ArrayList<>()).add(camera));
      }
    }
    Map<String, List<TroubledCamera>> together = new HashMap<>();
    byKey.forEach((key, cameras) -> together.put(key, together(cameras)));
    @Nullable String key = null;
    for (String candidate : byKey.keySet()) {
      int size = size(together, candidate);
      if (size >= GROUP && (key == null || size > size(together, key))) {
        key = candidate;
      }
    }
    if (key == null || !settled(together.getOrDefault(key, List.of()), nanos)) {
      return false;
    }
    form(trouble, key, together.getOrDefault(key, List.of()), nanos);
    return true;
  }

  private static int size(Map<String, List<TroubledCamera>> together, String key) {
    return together.getOrDefault(key, List.of()).size();
  }

  /** The most that fell within ten seconds; they stand in the order in which they fell. */
  private static List<TroubledCamera> together(List<TroubledCamera> cameras) {
    List<TroubledCamera> best = List.of();
    int first = 0;
    for (int last = 0; last < cameras.size(); last++) {
      while (cameras.get(last).sinceNanos - cameras.get(first).sinceNanos > TOGETHER.toNanos()) {
        first++;
      }
      if (last - first >= best.size()) {
        best = cameras.subList(first, last + 1);
      }
    }
    return best;
  }

  private static boolean settled(List<TroubledCamera> cameras, long nanos) {
    return nanos - cameras.getLast().sinceNanos >= SETTLED.toNanos()
        || nanos - cameras.getFirst().sinceNanos >= TOGETHER.toNanos();
  }

  private void form(Trouble trouble, String key, List<TroubledCamera> cameras, long nanos) {
    TroubledGroup group = new TroubledGroup(trouble, key, cameras.getFirst().since);
    cameras.forEach(camera -> group.join(camera, nanos));
    groups.add(group);
  }

  private void tellGroups(long nanos) {
    for (TroubledGroup group : List.copyOf(groups)) {
      boolean small = group.members.size() < GROUP;
      if (group.members.isEmpty()
          || (small && nanos - group.changedNanos >= REST_ALONE.toNanos())) {
        dissolve(group);
      } else if (group.untold) {
        group.untold = false;
        sink.raise(group.alarm());
      }
    }
  }

  /** It is over, but for the few that did not come back with the others: those are told alone. */
  private void dissolve(TroubledGroup group) {
    groups.remove(group);
    sink.clear(group.alarmId(), now());
    for (TroubledCamera camera : group.members.values()) {
      camera.group = null;
      tellAlone(camera);
    }
  }

  private void tellAlone(TroubledCamera camera) {
    camera.alone = true;
    sink.raise(camera.alarm());
  }

  private Instant now() {
    return Instant.EPOCH.plus(ticker.epochMicros(), ChronoUnit.MICROS);
  }
}
