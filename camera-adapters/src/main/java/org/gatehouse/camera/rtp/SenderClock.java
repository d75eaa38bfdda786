package org.gatehouse.camera.rtp;

/**
 * The sender's clock of one media stream against ours, by its RTCP sender reports (RFC 3550
 * §6.4.1). Our receive time stays the truth: the reports only take out of it what the network adds
 * by chance. The offset between the clocks moves by at most half a millisecond a second; if the
 * sender's clock is set, the offset follows and what comes out does not. Not thread-safe.
 */
public final class SenderClock {
  private static final long NTP_TO_UNIX_SECONDS = 2_208_988_800L;
  private static final long MICROS = 1_000_000;
  private static final long SET_MICROS = 1_000_000;
  private static final long BELIEVABLE_MICROS = 1_000_000;
  private static final long MOST_DRIFT_PER_SECOND = 500;

  private final int clockRate;
  private boolean anchored;
  private int anchorTimestamp;
  private long anchorSenderMicros;
  private long anchorServerMicros;
  private long offsetMicros;
  private long differenceMicros;

  /** With the stream's ticks in a second. */
  public SenderClock(int clockRate) {
    this.clockRate = clockRate;
  }

  /**
   * Takes a sender report.
   *
   * @param ntp its 64-bit time
   * @param timestamp the RTP timestamp of the same moment
   * @param serverMicros our wall clock when it came
   */
  public void report(long ntp, int timestamp, long serverMicros) {
    long senderMicros = micros(ntp);
    differenceMicros = senderMicros - serverMicros;
    long change = differenceMicros - offsetMicros;
    if (anchored && Math.abs(change) < SET_MICROS) {
      long seconds = Math.clamp((serverMicros - anchorServerMicros) / MICROS, 0, 60);
      long most = (seconds + 1) * MOST_DRIFT_PER_SECOND;
      offsetMicros += Math.clamp(change, -most, most);
    } else {
      offsetMicros = differenceMicros;
    }
    anchored = true;
    anchorTimestamp = timestamp;
    anchorSenderMicros = senderMicros;
    anchorServerMicros = serverMicros;
  }

  /** NTP time (RFC 3550 §4) as microseconds since 1970; era 0 only, as everywhere in RTCP. */
  static long micros(long ntp) {
    long seconds = (ntp >>> 32) - NTP_TO_UNIX_SECONDS;
    return seconds * MICROS + (((ntp & 0xffff_ffffL) * MICROS) >>> 32);
  }

  /**
   * When a packet left, on our wall clock.
   *
   * @param receivedMicros our wall clock when it came: the answer where reports say nothing, or
   *     something that is more than a second away
   */
  public long refine(int timestamp, long receivedMicros) {
    if (!anchored) {
      return receivedMicros;
    }
    long since = (timestamp - anchorTimestamp) * MICROS / clockRate;
    long refined = anchorSenderMicros + since - offsetMicros;
    return Math.abs(refined - receivedMicros) <= BELIEVABLE_MICROS ? refined : receivedMicros;
  }

  /** The sender's clock minus ours at the last report, network included; positive if ahead. */
  public long differenceMicros() {
    return differenceMicros;
  }
}
