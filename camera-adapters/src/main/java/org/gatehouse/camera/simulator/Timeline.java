package org.gatehouse.camera.simulator;

import java.util.List;

/** Where in a track a client stands: the round and the picture. Owned by the event loop. */
final class Timeline {
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final Track track;
  private final Playback playback;
  private final long originNanos;
  private final long firstTicks;
  private long round;
  private int index;

  /** A timeline that started at {@code originNanos}; a client that joins at {@code nowNanos}. */
  Timeline(Track track, Playback playback, long originNanos, long nowNanos) {
    this.track = track;
    this.playback = playback;
    this.originNanos = originNanos;
    this.firstTicks = track.samples().getFirst().ticks();
    long elapsed = ticks(nowNanos - originNanos);
    round = elapsed / track.durationTicks();
    long inRound = elapsed % track.durationTicks();
    if (elapsed > 0) {
      while (!ended()
          && (!sample().key() || sampleTicks() < inRound + round * track.durationTicks())) {
        next();
      }
    }
  }

  private long ticks(long nanos) {
    long seconds = nanos / NANOS_PER_SECOND;
    return seconds * track.clockRate()
        + (nanos % NANOS_PER_SECOND) * track.clockRate() / NANOS_PER_SECOND;
  }

  boolean ended() {
    return round > 0 && !playback.endless();
  }

  Sample sample() {
    return track.samples().get(index);
  }

  /** Ticks of the picture at hand since the timeline's origin, all rounds counted. */
  long sampleTicks() {
    return round * track.durationTicks() + sample().ticks() - firstTicks;
  }

  /** When the picture at hand is due, by the monotonic clock. */
  long dueNanos() {
    long ticks = sampleTicks();
    return originNanos
        + ticks / track.clockRate() * NANOS_PER_SECOND
        + ticks % track.clockRate() * NANOS_PER_SECOND / track.clockRate();
  }

  /** Microseconds into the track. */
  long trackMicros() {
    return (sample().ticks() - firstTicks) * 1_000_000 / track.clockRate();
  }

  void next() {
    List<Sample> samples = track.samples();
    index++;
    if (index == samples.size()) {
      index = 0;
      round++;
    }
  }
}
