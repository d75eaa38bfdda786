package org.gatehouse.runtime.live;

import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.AudioFormat;
import org.gatehouse.contract.media.AudioFrame;
import org.gatehouse.contract.media.Payload;
import org.gatehouse.runtime.mp4.InitSegment;
import org.gatehouse.runtime.mp4.SampleRun;
import org.gatehouse.runtime.mp4.SoundClock;

/**
 * The sound of one viewer's time line, in its own clock rate, without holes: a hole in one track
 * stops the player of both. A frame that comes later than {@link SoundClock#TOLERANCE_MILLIS} is
 * made to last until where the next one belongs; while frames come too early, each lasts a little
 * shorter. Owner: one viewer.
 */
final class LiveSound {
  /** While sound is early, a frame lasts this part less. */
  private static final int SHORTENED = 8;

  private final AudioFormat format;
  private final long tolerance;
  private final SampleRun run = new SampleRun();
  private boolean started;
  private long next;

  LiveSound(AudioFormat format) {
    this.format = format;
    this.tolerance = (long) format.clockRate() * SoundClock.TOLERANCE_MILLIS / 1000;
  }

  AudioFormat format() {
    return format;
  }

  /**
   * What goes with a picture; valid until the next call.
   *
   * @param shown when the picture is shown, on the viewer's line in 1/90000 s
   */
  SampleRun with(AccessUnit unit, long shown) {
    run.clear();
    for (AudioFrame frame : unit.audio()) {
      if (frame.format().equals(format)) {
        long micros = unit.epochMicros() - frame.epochMicros();
        place(frame, shown - micros * InitSegment.TIMESCALE / 1_000_000);
      }
    }
    return run;
  }

  private void place(AudioFrame frame, long wanted) {
    long at = wanted * format.clockRate() / InitSegment.TIMESCALE;
    if (!started && at < 0) {
      return; // heard before the first picture was seen
    }
    if (!started) {
      started = true;
      next = at;
    }
    long late = at - next;
    int usual = Math.max(1, frame.durationTicks());
    long duration = usual;
    if (late > tolerance) {
      duration += late;
    } else if (late < -tolerance) {
      duration = Math.max(1, usual - usual / SHORTENED);
    }
    run.add(Payload.of(frame.payload()), frame.epochMicros(), next, (int) duration, 0, true);
    next += duration;
  }
}
