package org.gatehouse.runtime.mp4;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The {@code sidx} box of a finished file (§8.16.3), which lets a player know its length and seek
 * without reading through it. Its place is kept free after the initialisation segment and filled
 * when the file is finished: first {@link #content}, and {@link #header} once that is on disk. A
 * disk that is cut off in between leaves a {@code free} box, whatever is in it, and never the head
 * of a box whose rest is missing, which a player would take for the end of the file. Owner: the
 * file's writer.
 */
public final class SegmentIndexBox {
  private static final int MOST_ENTRIES = 128;
  private static final int HEADER_SIZE = 40;
  private static final int ENTRY_SIZE = 12;

  /** Bytes of a box's size and type. */
  public static final int BOX_HEADER = 8;

  /** Bytes of the reserved place, whatever will be in it. */
  public static final int RESERVED = HEADER_SIZE + MOST_ENTRIES * ENTRY_SIZE + BOX_HEADER;

  private record Entry(long bytes, long duration, boolean key) {
    Entry and(Entry next) {
      return new Entry(bytes + next.bytes, duration + next.duration, key);
    }
  }

  private List<Entry> entries = new ArrayList<>();

  /**
   * A {@code free} box (§8.1.2) of the reserved size, after another that makes the place begin at a
   * multiple of 8 bytes: then its header lies in one sector, which a disk writes whole or not at
   * all.
   *
   * @param position in the file where this goes
   */
  public static byte[] placeholder(long position) {
    int padding = padding(position);
    BoxWriter out = new BoxWriter(padding + RESERVED);
    if (padding > 0) {
      out.box("free").zeros(padding - BOX_HEADER).end();
    }
    return out.box("free").zeros(RESERVED - BOX_HEADER).end().toBytes();
  }

  /** Where the reserved place itself begins, if the {@link #placeholder} is at that position. */
  public static long place(long position) {
    return position + padding(position);
  }

  private static int padding(long position) {
    int past = (int) (position % BOX_HEADER);
    return past == 0 ? 0 : 2 * BOX_HEADER - past;
  }

  /** The box's size and type, for the beginning of the place. */
  public byte[] header() {
    return Arrays.copyOf(bytes(), BOX_HEADER);
  }

  /** What follows its header, and a {@code free} box up to the end of the place. */
  public byte[] content() {
    return Arrays.copyOfRange(bytes(), BOX_HEADER, RESERVED);
  }

  /**
   * Notes the next fragment.
   *
   * @param bytes size of the fragment with all its boxes
   * @param duration sum of its samples' durations
   * @param key true if it starts with a key frame
   */
  public void add(long bytes, long duration, boolean key) {
    if (entries.size() == MOST_ENTRIES) {
      halve();
    }
    entries.add(new Entry(bytes, duration, key));
  }

  /** The box, and a {@code free} box after it, of the reserved size together. */
  byte[] bytes() {
    int rest = RESERVED - HEADER_SIZE - entries.size() * ENTRY_SIZE;
    BoxWriter out = new BoxWriter(RESERVED);
    out.fullBox("sidx", 1, 0).u32(InitSegment.VIDEO).u32(InitSegment.TIMESCALE);
    out.u64(0).u64(rest); // earliest_presentation_time, first_offset: past the free box
    out.u16(0).u16(entries.size());
    for (Entry entry : entries) {
      out.u32(entry.bytes).u32(entry.duration).u32(entry.key ? 0x90000000L : 0);
    }
    out.end();
    return out.box("free").zeros(rest - BOX_HEADER).end().toBytes();
  }

  /** Joins entries two by two: one may stand for several fragments. */
  private void halve() {
    List<Entry> pairs = new ArrayList<>();
    for (int i = 0; i + 1 < entries.size(); i += 2) {
      pairs.add(entries.get(i).and(entries.get(i + 1)));
    }
    entries = pairs;
  }
}
