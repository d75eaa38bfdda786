package org.gatehouse.runtime.record;

import org.gatehouse.contract.media.Payload;
import org.gatehouse.runtime.mp4.InitSegment;
import org.gatehouse.runtime.mp4.SampleRun;
import org.jspecify.annotations.Nullable;

/**
 * Collects one track's samples of the next fragment. A sample's duration is known when the next one
 * comes, so the newest is held back until then. Owner: the recorder's thread.
 */
final class FragmentBuffer {
  /**
   * In 1/90000 s. A kill costs what is not written yet: a fragment of 0.7 s, the picture that is
   * held back and the recorder's rest of 0.1 s stay below a second together.
   */
  private static final long LONGEST = InitSegment.TIMESCALE * 7L / 10;

  private final SampleRun ready = new SampleRun();
  private @Nullable Payload held;
  private long heldMicros;
  private long heldTime;
  private int heldOffset;
  private boolean heldKey;

  /** Gives the newest sample its duration. */
  void complete(int duration) {
    Payload payload = held;
    if (payload != null) {
      ready.add(payload, heldMicros, heldTime, Math.max(1, duration), heldOffset, heldKey);
      held = null;
    }
  }

  /** Gives the newest sample the duration that ends where {@code next} begins. */
  void completeAt(long next) {
    complete((int) Math.min(Integer.MAX_VALUE, next - heldTime));
  }

  /** Takes a sample whose duration is still open. */
  void hold(Payload payload, long epochMicros, long time, int compositionOffset, boolean key) {
    held = payload;
    heldMicros = epochMicros;
    heldTime = time;
    heldOffset = compositionOffset;
    heldKey = key;
  }

  /** True if a fragment of pictures that went on until {@code end} would last too long. */
  boolean wouldPass(long end) {
    return !ready.isEmpty() && end - ready.start() > LONGEST;
  }

  /** The samples whose durations are known. */
  SampleRun ready() {
    return ready;
  }

  /** Forgets the ready samples, once they are written. */
  void written() {
    ready.clear();
  }

  /** True if it holds nothing. */
  boolean isEmpty() {
    return ready.isEmpty() && held == null;
  }

  /** Forgets all; says how many samples that were. */
  int clear() {
    int count = ready.count() + (held == null ? 0 : 1);
    ready.clear();
    held = null;
    return count;
  }
}
