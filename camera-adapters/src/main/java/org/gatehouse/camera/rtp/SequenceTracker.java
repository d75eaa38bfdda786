package org.gatehouse.camera.rtp;

/**
 * Extends sequence numbers past 16 bits and counts what is missing, after RFC 3550 appendix A.1.
 * Over TCP nothing is reordered: a gap is a loss, an old number is a repetition, a far jump is a
 * sender that began anew and no loss. Not thread-safe.
 */
public final class SequenceTracker {
  /** What {@link #next} says of a packet seen before. */
  public static final int REPEATED = -1;

  private static final int CYCLE = 1 << 16;
  private static final int MAX_DROPOUT = 3000;
  private static final int MAX_MISORDER = 100;

  private boolean started;
  private int last;
  private long cycles;
  private long first;
  private long received;
  private long lost;

  /**
   * Takes the next packet's number.
   *
   * @return packets missing before it, or {@link #REPEATED}
   */
  public int next(int sequence) {
    int step = (sequence - last) & (CYCLE - 1);
    if (!started || (step > MAX_DROPOUT && step < CYCLE - MAX_MISORDER)) {
      restart(sequence);
      return 0;
    }
    if (step == 0 || step >= CYCLE - MAX_MISORDER) {
      return REPEATED;
    }
    if (sequence < last) {
      cycles += CYCLE;
    }
    last = sequence;
    received++;
    lost += step - 1L;
    return step - 1;
  }

  /** Counts a packet that is none of ours if it stands in our row: the very next, and no other. */
  public void passBy(int sequence) {
    if (started && ((sequence - last) & (CYCLE - 1)) == 1) {
      next(sequence);
    }
  }

  private void restart(int sequence) {
    started = true;
    last = sequence;
    first = cycles + sequence;
    received = 1;
    lost = 0;
  }

  /** The highest number so far, with the count of its wraps in the upper 16 of 32 bits. */
  public int extendedHighest() {
    return (int) (cycles + last);
  }

  /** Packets that should have come since the sender last began. */
  public long expected() {
    return started ? cycles + last - first + 1 : 0;
  }

  /** Packets missing since the sender last began. */
  public long lost() {
    return lost;
  }

  /** Packets that came since the sender last began. */
  public long received() {
    return received;
  }
}
