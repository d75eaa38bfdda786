package org.gatehouse.runtime.mp4;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.gatehouse.contract.media.Payload;
import org.jspecify.annotations.Nullable;

/**
 * The samples of one track in one fragment, in decode order, kept in arrays that are used again for
 * the next fragment: nothing is allocated for a sample. Times are in the track's timescale. Owner:
 * whoever fills it.
 */
public final class SampleRun {
  private static final int FIRST_CAPACITY = 32;

  private @Nullable Payload[] payloads = new @Nullable Payload[FIRST_CAPACITY];
  private int[] durations = new int[FIRST_CAPACITY];
  private int[] offsets = new int[FIRST_CAPACITY];
  private boolean[] keys = new boolean[FIRST_CAPACITY];
  private int count;
  private long start;
  private long end;
  private long bytes;
  private long epochMicros;

  /**
   * Adds the next sample.
   *
   * @param payload its bytes, which must not change until {@link #clear}
   * @param micros when it was received, wall clock
   * @param decodeTime when it is decoded; that of the one before and its duration
   * @param duration positive
   * @param compositionOffset presentation time less decode time; may be negative
   * @param key true for a sync sample (§8.8.3.1)
   */
  public void add(
      Payload payload,
      long micros,
      long decodeTime,
      int duration,
      int compositionOffset,
      boolean key) {
    if (count == durations.length) {
      grow();
    }
    if (count == 0) {
      start = decodeTime;
      epochMicros = micros;
    }
    payloads[count] = payload;
    durations[count] = duration;
    offsets[count] = compositionOffset;
    keys[count] = key;
    count++;
    end = decodeTime + duration;
    bytes += payload.length();
  }

  /** Forgets all samples. */
  public void clear() {
    Arrays.fill(payloads, 0, count, null);
    count = 0;
    bytes = 0;
    start = 0;
    end = 0;
  }

  /** Samples held. */
  public int count() {
    return count;
  }

  /** True without samples. */
  public boolean isEmpty() {
    return count == 0;
  }

  /** Decode time of the first. */
  public long start() {
    return start;
  }

  /** From the first's decode time to the end of the last. */
  public long duration() {
    return end - start;
  }

  /** Bytes of all payloads. */
  public long bytes() {
    return bytes;
  }

  /** All payloads behind one another. */
  public byte[] joined() {
    ByteBuffer all = ByteBuffer.allocate((int) bytes);
    for (int i = 0; i < count; i++) {
      all.put(payload(i).buffer());
    }
    return all.array();
  }

  /** True if the first is a sync sample. */
  public boolean startsWithKey() {
    return count > 0 && keys[0];
  }

  /** When the first was received. */
  long epochMicros() {
    return epochMicros;
  }

  Payload payload(int i) {
    return Objects.requireNonNull(payloads[i]);
  }

  int duration(int i) {
    return durations[i];
  }

  int compositionOffset(int i) {
    return offsets[i];
  }

  boolean key(int i) {
    return keys[i];
  }

  private void grow() {
    int capacity = count * 2;
    payloads = Arrays.copyOf(payloads, capacity);
    durations = Arrays.copyOf(durations, capacity);
    offsets = Arrays.copyOf(offsets, capacity);
    keys = Arrays.copyOf(keys, capacity);
  }
}
