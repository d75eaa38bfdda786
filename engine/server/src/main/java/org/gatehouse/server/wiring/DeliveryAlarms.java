package org.gatehouse.server.wiring;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatehouse.contract.alarm.Alarm;
import org.gatehouse.contract.alarm.AlarmSink;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.runtime.events.Outbox.Condition;
import org.jspecify.annotations.Nullable;

/**
 * Tells when events cannot be stored, when a destination has been away for a while, and when events
 * were deleted that it never got. Owner of its state: the thread that looks; {@link #undelivered}
 * is called by retention's.
 */
final class DeliveryAlarms {
  /** A restart of a backend is no news. */
  private static final long PATIENCE = Duration.ofMinutes(1).toNanos();

  /** Deletions are gone for good: that alarm is cleared when a day has passed without another. */
  private static final long REMEMBERED = Duration.ofDays(1).toNanos();

  private static final String STORE = "events-waiting";

  private final Ticker ticker;
  private final AlarmSink alarms;
  private final Map<String, Long> away = new HashMap<>();
  private final Set<String> raised = new HashSet<>();
  private final Map<String, Long> lost = new HashMap<>();
  private long lostAt;

  DeliveryAlarms(Ticker ticker, AlarmSink alarms) {
    this.ticker = ticker;
    this.alarms = alarms;
  }

  /**
   * Once a second.
   *
   * @param storeTrouble why events cannot be stored; null if they can
   */
  void look(@Nullable String storeTrouble, List<Condition> destinations) {
    if (storeTrouble != null) {
      raise(
          STORE,
          Alarm.Kind.EVENTS_WAITING,
          Alarm.Severity.CRITICAL,
          "events cannot be stored: %s. They wait at the analysis, which stands still when it has no room left, and go on by themselves"
              .formatted(storeTrouble));
    } else {
      clear(STORE);
    }
    destinations.forEach(this::look);
    forgetLost();
  }

  private void look(Condition destination) {
    String id = "destination-down/" + destination.name();
    if (destination.up()) {
      away.remove(destination.name());
      clear(id);
      return;
    }
    long since = away.computeIfAbsent(destination.name(), name -> ticker.nanos());
    if (ticker.nanos() - since >= PATIENCE) {
      raise(
          id,
          Alarm.Kind.DESTINATION_DOWN,
          Alarm.Severity.WARNING,
          "destination %s takes no events: %s. They are kept and sent once it does"
              .formatted(destination.name(), destination.trouble()));
    }
  }

  /** Events went that destinations were still owed. */
  synchronized void undelivered(Map<String, Long> byDestination) {
    byDestination.forEach((name, count) -> lost.merge(name, count, Long::sum));
    lostAt = ticker.nanos();
    alarms.raise(
        new Alarm(
            "undelivered-deleted",
            Alarm.Kind.UNDELIVERED_DELETED,
            Alarm.Severity.CRITICAL,
            List.of(),
            time(),
            "events were deleted, for their age or on request, that had not been delivered: %s. Keep events longer (recording.retention.events) or mend the destination"
                .formatted(
                    String.join(
                        ", ",
                        lost.entrySet().stream()
                            .map(entry -> entry.getKey() + " " + entry.getValue())
                            .sorted()
                            .toList()))));
  }

  private synchronized void forgetLost() {
    if (!lost.isEmpty() && ticker.nanos() - lostAt > REMEMBERED) {
      lost.clear();
      alarms.clear("undelivered-deleted", time());
    }
  }

  private void raise(String id, Alarm.Kind kind, Alarm.Severity severity, String text) {
    if (raised.add(id)) {
      alarms.raise(new Alarm(id, kind, severity, List.of(), time(), text));
    }
  }

  private void clear(String id) {
    if (raised.remove(id)) {
      alarms.clear(id, time());
    }
  }

  private Instant time() {
    return Instant.EPOCH.plus(ticker.epochMicros(), ChronoUnit.MICROS);
  }
}
