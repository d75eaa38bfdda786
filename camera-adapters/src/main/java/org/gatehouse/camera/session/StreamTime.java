package org.gatehouse.camera.session;

import org.gatehouse.camera.rtp.SenderClock;
import org.gatehouse.camera.rtp.TimestampExtender;

/** The times of one media stream's units. Owned by the session's event loop. */
final class StreamTime {
  private final WallClock wallClock;
  private final TimestampExtender timestamps;
  private final SenderClock sender;
  private long lastEpochMicros;

  StreamTime(int clockRate, WallClock wallClock) {
    this.wallClock = wallClock;
    this.timestamps = new TimestampExtender(clockRate);
    this.sender = new SenderClock(clockRate);
  }

  /** On the stream's own clock, past 32 bits. */
  long ticks(int timestamp, long nanos) {
    return timestamps.extend(timestamp, nanos);
  }

  /** On our wall clock; never goes back. */
  long epochMicros(int timestamp, long nanos) {
    long refined = sender.refine(timestamp, wallClock.epochMicros(nanos));
    lastEpochMicros = Math.max(lastEpochMicros, refined);
    return lastEpochMicros;
  }

  /** Takes a sender report; tells by how much the camera's clock is ahead of ours. */
  long report(long ntp, int timestamp, long nanos) {
    sender.report(ntp, timestamp, wallClock.epochMicros(nanos));
    return sender.differenceMicros();
  }

  long jumps() {
    return timestamps.jumps();
  }
}
