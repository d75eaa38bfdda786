package org.gatehouse.bench.faults;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Finds what the engine said of cameras to which nothing was done at that time, or something else:
 * states other than streaming, and alarms. Pure; times in nanoseconds.
 */
final class Judge {
  private final List<Window> windows;
  private final long fromNanos;

  /**
   * While this lasts, those cameras may come into those states, and those kinds of alarm may name
   * them.
   */
  record Window(
      Set<String> cameras, long fromNanos, long toNanos, Set<String> states, Set<String> alarms) {
    static Window of(Trial trial) {
      Fault fault = trial.fault();
      return new Window(
          trial.cameras(), trial.beganNanos(), trial.overNanos(), fault.states(), fault.alarms());
    }

    boolean holds(String camera, long nanos) {
      return cameras.contains(camera) && nanos - fromNanos >= 0 && nanos <= toNanos;
    }
  }

  /** Judges what was told from a time on, when all cameras streamed. */
  Judge(List<Window> windows, long fromNanos) {
    this.windows = windows;
    this.fromNanos = fromNanos;
  }

  /** One line for each time that a camera was said to be in trouble while it was not. */
  List<String> falseStates(States states, Collection<String> cameras) {
    List<String> lines = new ArrayList<>();
    for (String camera : cameras) {
      boolean wrong = false;
      for (States.Entry entry : states.since(camera, fromNanos)) {
        boolean now = !entry.state().equals(States.STREAMING) && !expected(camera, entry);
        if (now && !wrong) {
          lines.add("camera " + camera + " was said to be " + entry.state() + at(entry.nanos()));
        }
        wrong = now;
      }
    }
    return lines;
  }

  private boolean expected(String camera, States.Entry entry) {
    return windows.stream()
        .anyMatch(
            window ->
                window.holds(camera, entry.nanos()) && window.states().contains(entry.state()));
  }

  /** One line for each alarm that named a camera while nothing of its kind was done to it. */
  List<String> falseAlarms(Collection<AlarmBook.Line> alarms) {
    List<String> lines = new ArrayList<>();
    for (AlarmBook.Line alarm : alarms) {
      List<String> wrongly =
          alarm.cameras().entrySet().stream()
              .filter(named -> named.getValue() - fromNanos >= 0)
              .filter(named -> !expected(named.getKey(), alarm.kind(), named.getValue()))
              .map(named -> named.getKey() + at(named.getValue()))
              .toList();
      if (!wrongly.isEmpty()) {
        lines.add("alarm " + alarm.id() + " named " + String.join(", ", wrongly));
      }
    }
    return lines;
  }

  private boolean expected(String camera, String kind, long nanos) {
    return windows.stream()
        .anyMatch(window -> window.holds(camera, nanos) && window.alarms().contains(kind));
  }

  private String at(long nanos) {
    return " at " + (nanos - fromNanos) / 1_000_000_000L + " s";
  }
}
