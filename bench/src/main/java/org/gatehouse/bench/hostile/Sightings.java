package org.gatehouse.bench.hostile;

import java.util.List;
import org.gatehouse.bench.farm.TruePassage;
import org.gatehouse.bench.receive.Delivered;
import org.gatehouse.bench.report.EditDistance;

/** What was delivered of vehicles. Pure. */
final class Sightings {
  private static final long BEFORE_MILLIS = 1_000;
  private static final long AFTER_MILLIS = 5_000;
  private static final int NEAR = 2;

  private final List<Delivered> events;

  Sightings(List<Delivered> delivered) {
    events = delivered.stream().filter(event -> !event.plate().isEmpty()).toList();
  }

  /** How many of these passages of a camera were told, decided or final, near enough. */
  long told(String camera, List<TruePassage> passages) {
    return passages.stream().filter(passage -> isTold(camera, passage)).count();
  }

  private boolean isTold(String camera, TruePassage passage) {
    return events.stream()
        .filter(event -> event.camera().equals(camera))
        .filter(event -> inTime(event, passage))
        .anyMatch(event -> EditDistance.between(event.plate(), passage.plate()) <= NEAR);
  }

  private static boolean inTime(Delivered event, TruePassage passage) {
    return event.dataMillis("startedAt") <= passage.endMillis() + AFTER_MILLIS
        && event.dataMillis("endedAt") >= passage.startMillis() - BEFORE_MILLIS;
  }
}
