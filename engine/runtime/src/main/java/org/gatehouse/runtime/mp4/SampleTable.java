package org.gatehouse.runtime.mp4;

import java.util.Arrays;

/**
 * The samples of one track of a plain MP4 file, in decode order, and where their bytes lie. Times
 * are in the track's timescale. Owner: whoever fills it.
 */
public final class SampleTable {
  private static final int FIRST_CAPACITY = 1024;

  private int[] durations = new int[FIRST_CAPACITY];
  private int[] sizes = new int[FIRST_CAPACITY];
  private int[] offsets = new int[FIRST_CAPACITY];
  private boolean[] keys = new boolean[FIRST_CAPACITY];
  private int count;
  private long duration;
  private boolean reordered;
  private int found;

  private long[] chunks = new long[FIRST_CAPACITY];
  private int[] chunkSamples = new int[FIRST_CAPACITY];
  private int chunkCount;

  /**
   * Begins a chunk: samples whose bytes lie one after the other, from that place in the data on.
   */
  public void chunk(long position) {
    if (chunkCount == chunks.length) {
      chunks = Arrays.copyOf(chunks, chunkCount * 2);
      chunkSamples = Arrays.copyOf(chunkSamples, chunkCount * 2);
    }
    chunks[chunkCount] = position;
    chunkSamples[chunkCount] = 0;
    chunkCount++;
  }

  /** Adds a sample to the chunk that was begun last. */
  public void add(long sampleDuration, int size, int compositionOffset, boolean key) {
    if (count == sizes.length) {
      durations = Arrays.copyOf(durations, count * 2);
      sizes = Arrays.copyOf(sizes, count * 2);
      offsets = Arrays.copyOf(offsets, count * 2);
      keys = Arrays.copyOf(keys, count * 2);
    }
    durations[count] = Math.toIntExact(sampleDuration);
    sizes[count] = size;
    offsets[count] = compositionOffset;
    keys[count] = key;
    chunkSamples[chunkCount - 1]++;
    duration += sampleDuration;
    reordered |= compositionOffset != 0;
    found += key ? 1 : 0;
    count++;
  }

  /** Has the last sample last longer. */
  public void stretch(long by) {
    if (count > 0) {
      durations[count - 1] = Math.toIntExact(durations[count - 1] + by);
      duration += by;
    }
  }

  /** True without samples. */
  public boolean isEmpty() {
    return count == 0;
  }

  /** Of all samples. */
  public long duration() {
    return duration;
  }

  /** The tables of §8.6.1.2, §8.6.1.3, §8.6.2, §8.7.3.2, §8.7.4 and §8.7.5. */
  void write(BoxWriter out, long dataPosition, boolean wide) {
    runs(out.fullBox("stts", 0, 0), durations);
    if (reordered) {
      runs(out.fullBox("ctts", 1, 0), offsets);
    }
    sync(out);
    out.fullBox("stsz", 0, 0).u32(0).u32(count);
    for (int i = 0; i < count; i++) {
      out.u32(sizes[i]);
    }
    out.end();
    chunks(out);
    out.fullBox(wide ? "co64" : "stco", 0, 0).u32(chunkCount);
    for (int i = 0; i < chunkCount; i++) {
      long at = dataPosition + chunks[i];
      if (wide) {
        out.u64(at);
      } else {
        out.u32(at);
      }
    }
    out.end();
  }

  /** How often each value follows itself. */
  private void runs(BoxWriter out, int[] values) {
    int place = out.length();
    out.u32(0);
    int runs = 0;
    for (int i = 0; i < count; ) {
      int begin = i;
      while (i < count && values[i] == values[begin]) {
        i++;
      }
      out.u32(i - begin).u32(values[begin]);
      runs++;
    }
    out.set32(place, runs);
    out.end();
  }

  /** Left out where every sample can be decoded by itself. */
  private void sync(BoxWriter out) {
    if (found == count) {
      return;
    }
    out.fullBox("stss", 0, 0).u32(found);
    for (int i = 0; i < count; i++) {
      if (keys[i]) {
        out.u32(i + 1L);
      }
    }
    out.end();
  }

  private void chunks(BoxWriter out) {
    out.fullBox("stsc", 0, 0);
    int place = out.length();
    out.u32(0);
    int runs = 0;
    for (int i = 0; i < chunkCount; i++) {
      if (i == 0 || chunkSamples[i] != chunkSamples[i - 1]) {
        out.u32(i + 1L).u32(chunkSamples[i]).u32(1);
        runs++;
      }
    }
    out.set32(place, runs);
    out.end();
  }
}
