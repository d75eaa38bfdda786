package org.gatehouse.server.wiring;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.gatehouse.contract.alarm.Alarm;
import org.gatehouse.contract.alarm.AlarmSink;
import org.gatehouse.contract.time.Ticker;

/**
 * Alarms about who is held off after too many failed logins. Heard by any thread; raised and
 * cleared by the one that ticks.
 */
final class SecurityAlarms {
  /** Cleared when nothing more was heard for this long. */
  private static final Duration QUIET = Duration.ofMinutes(10);

  private static final int MOST_WAITING = 100;

  private final Ticker ticker;
  private final AlarmSink alarms;
  private final Queue<String> heard = new ConcurrentLinkedQueue<>();

  /** When each was heard last, monotonic. Of the thread that ticks. */
  private final Map<String, Long> raised = new LinkedHashMap<>();

  SecurityAlarms(Ticker ticker, AlarmSink alarms) {
    this.ticker = ticker;
    this.alarms = alarms;
  }

  /**
   * Logins failed too often.
   *
   * @param who name and address
   */
  void locked(String who) {
    if (heard.size() < MOST_WAITING) {
      heard.add(who);
    }
  }

  /** Once a second. */
  void tick() {
    for (String who = heard.poll(); who != null; who = heard.poll()) {
      raise(who);
    }
    long now = ticker.nanos();
    for (String who : List.copyOf(raised.keySet())) {
      if (now - raised.getOrDefault(who, now) >= QUIET.toNanos()) {
        raised.remove(who);
        alarms.clear(id(who), time());
      }
    }
  }

  private void raise(String who) {
    boolean known = raised.put(who, ticker.nanos()) != null;
    if (!known) {
      alarms.raise(
          new Alarm(
              id(who),
              Alarm.Kind.LOGIN_LOCKED,
              Alarm.Severity.WARNING,
              List.of(),
              time(),
              "too many logins failed for %s: it is held off for a while. If it is a mistake,"
                      .formatted(who)
                  + " './gatehouse users reset NAME' lets them in with a new password; if it is"
                  + " not, somebody guesses"));
    }
  }

  private static String id(String who) {
    return "login-locked/" + who;
  }

  private Instant time() {
    return Instant.EPOCH.plus(ticker.epochMicros(), ChronoUnit.MICROS);
  }
}
