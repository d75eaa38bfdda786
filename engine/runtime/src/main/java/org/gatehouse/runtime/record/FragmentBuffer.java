package org.gatehouse.runtime.record;

import java.util.ArrayList;
import java.util.List;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.runtime.mp4.InitSegment;
import org.gatehouse.runtime.mp4.Sample;
import org.jspecify.annotations.Nullable;

/**
 * Collects the samples of the next fragment. A sample's duration is known when the next one comes,
 * so the newest is held back until then. Owner: the recorder's thread.
 */
final class FragmentBuffer {
  private static final long LONGEST = InitSegment.TIMESCALE;

  private final List<Sample> ready = new ArrayList<>();
  private @Nullable Sample held;

  /** Gives the newest sample its duration. */
  void complete(int duration) {
    if (held != null) {
      ready.add(
          new Sample(
              held.unit(), held.decodeTime(), Math.max(1, duration), held.compositionOffset()));
      held = null;
    }
  }

  /** Gives the newest sample the duration that ends where {@code next} begins. */
  void completeAt(long next) {
    if (held != null) {
      complete((int) Math.min(Integer.MAX_VALUE, next - held.decodeTime()));
    }
  }

  /** Takes a sample whose duration is still open. */
  void hold(AccessUnit unit, long decodeTime, int compositionOffset) {
    held = new Sample(unit, decodeTime, 0, compositionOffset);
  }

  /** True if a fragment that went on until {@code end} would last more than a second. */
  boolean wouldPass(long end) {
    return !ready.isEmpty() && end - ready.getFirst().decodeTime() > LONGEST;
  }

  /** The samples whose durations are known, in decode order. */
  List<Sample> ready() {
    return ready;
  }

  /** Forgets the ready samples, once they are written. */
  void written() {
    ready.clear();
  }

  /** Forgets all; says how many samples that were. */
  int clear() {
    int count = ready.size() + (held == null ? 0 : 1);
    ready.clear();
    held = null;
    return count;
  }

  boolean isEmpty() {
    return ready.isEmpty() && held == null;
  }
}
