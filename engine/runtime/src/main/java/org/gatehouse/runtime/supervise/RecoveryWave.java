package org.gatehouse.runtime.supervise;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * When one camera comes back, those that probably failed for the same reason are tried at once
 * instead of at the end of their waits: those behind the same switch or in the same /24, and those
 * that failed within ten seconds of it. A camera is hurried at most every five seconds, so a
 * neighbour that flaps makes nobody's camera see a storm. Owned by the supervisor thread.
 */
final class RecoveryWave {
  private static final Duration TOGETHER = Duration.ofSeconds(10);

  private final List<SupervisedStream> back = new ArrayList<>();

  /** A stream came back after an outage. */
  void recovered(SupervisedStream stream) {
    back.add(stream);
  }

  /** Once a second: hurries those that wait and probably need not. */
  void spread(Collection<SupervisedStream> all) {
    if (!back.isEmpty()) {
      all.stream().filter(SupervisedStream::waiting).filter(this::akin).forEach(this::hurry);
      back.clear();
    }
  }

  private void hurry(SupervisedStream stream) {
    stream.hurry();
  }

  private boolean akin(SupervisedStream waiting) {
    return back.stream().anyMatch(other -> akin(waiting, other));
  }

  private static boolean akin(SupervisedStream a, SupervisedStream b) {
    return Math.abs(a.failedAtNanos() - b.failedAtNanos()) <= TOGETHER.toNanos()
        || !Collections.disjoint(a.place().shared(), b.place().shared());
  }
}
