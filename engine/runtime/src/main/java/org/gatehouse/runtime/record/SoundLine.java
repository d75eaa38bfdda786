package org.gatehouse.runtime.record;

import java.util.Objects;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.AudioFormat;
import org.gatehouse.contract.media.AudioFrame;
import org.gatehouse.contract.media.Payload;
import org.gatehouse.runtime.mp4.InitSegment;
import org.gatehouse.runtime.mp4.SampleRun;
import org.gatehouse.runtime.mp4.SoundClock;
import org.jspecify.annotations.Nullable;

/**
 * The sound of one stream on its way into segments. Times of the server's clock come as times of
 * the pictures: what a frame's arrival differs by from that of the picture that it travels with is
 * what they are apart. Owner: the recorder's thread.
 */
final class SoundLine {
  /** Sound that was not heard for so long is gone. */
  private static final long GONE = 10L * InitSegment.TIMESCALE;

  private final FragmentBuffer buffer = new FragmentBuffer();
  private final RecordLog log;

  /** What was heard last, and when on the pictures' time line. */
  private @Nullable AudioFormat heard;

  private long heardAt;

  /** What the open segment has a track for. */
  private @Nullable AudioFormat written;

  /** What {@link #clock} runs for. */
  private @Nullable AudioFormat clocked;

  private SoundClock clock = new SoundClock(1);
  private long base;
  private boolean based;
  private int lastDuration;

  /** Since when sound is left out that there would be; 0 if none is. */
  private long leftOutSince;

  private boolean leavingOut;

  SoundLine(RecordLog log) {
    this.log = log;
  }

  /** Takes the sound that came with a picture; what the segment has no track for is left out. */
  void take(AccessUnit unit, long presentation) {
    for (AudioFrame frame : unit.audio()) {
      note(frame.format(), presentation);
      if (leavingOut) {
        leftOutSince = leftOutSince == 0 ? frame.epochMicros() : leftOutSince;
      } else if (frame.format().equals(written)) {
        place(frame, presentation - ticks(unit.epochMicros() - frame.epochMicros()));
      }
    }
  }

  /** The format that a segment should have that begins at {@code presentation}; null for none. */
  @Nullable AudioFormat format(long presentation) {
    return presentation - heardAt > GONE ? null : heard;
  }

  /** True if the open segment's track is not what is heard. */
  boolean changed(long presentation) {
    return !Objects.equals(written, format(presentation));
  }

  /** A segment begins whose first picture is shown at {@code presentation}. */
  void begin(@Nullable AudioFormat format, long presentation) {
    buffer.clear();
    based = false;
    written = format;
    if (format == null) {
      return;
    }
    if (!format.equals(clocked)) {
      clock = new SoundClock(format.clockRate());
      clocked = format;
    }
    base = toSound(presentation, format);
  }

  /** There is no open segment now. */
  void end() {
    buffer.clear();
    written = null;
  }

  /** Leaves sound out from now on, or takes it again. */
  void leaveOut(boolean leave) {
    if (leave != leavingOut) {
      leavingOut = leave;
      clock.restart();
    }
  }

  /**
   * Since when sound was left out; 0 if none was. From now on what is left out counts from {@code
   * nowMicros}.
   */
  long takeLeftOut(long nowMicros) {
    long since = leftOutSince;
    leftOutSince = leavingOut && since != 0 ? nowMicros : 0;
    return since;
  }

  /** The pictures' clock jumped, or pictures are missing: sound is placed anew beside them. */
  void interrupted() {
    clock.restart();
  }

  /** Nothing more comes for this segment. */
  void complete() {
    buffer.complete(lastDuration);
  }

  /** What can be written. */
  SampleRun ready() {
    return buffer.ready();
  }

  /** The time that is 0 in the segment. */
  long base() {
    return base;
  }

  void written() {
    buffer.written();
  }

  private void note(AudioFormat format, long presentation) {
    if (!format.equals(heard)) {
      if (!InitSegment.canTell(format)) {
        log.soundLeftOut(format);
        return;
      }
      heard = format;
    }
    heardAt = presentation;
  }

  private void place(AudioFrame frame, long wanted) {
    long start = clock.place(frame, toSound(wanted, frame.format()));
    if (!based) {
      // What is a little early is shown a little late: nothing lies before a segment's beginning.
      base = Math.min(base, start);
      based = true;
    }
    buffer.completeAt(start);
    buffer.hold(Payload.of(frame.payload()), frame.epochMicros(), start, 0, true);
    lastDuration = frame.durationTicks();
  }

  private static long toSound(long presentation, AudioFormat format) {
    return presentation * format.clockRate() / InitSegment.TIMESCALE;
  }

  private static long ticks(long micros) {
    return micros * InitSegment.TIMESCALE / 1_000_000;
  }
}
