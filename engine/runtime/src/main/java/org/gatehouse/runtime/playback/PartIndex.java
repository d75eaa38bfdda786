package org.gatehouse.runtime.playback;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.runtime.segment.SegmentFormat;

/**
 * {@code sidx} boxes (§8.16.3) over parts, which tell length and where to seek to: one for each
 * track, and an entry for each key frame if there are not too many. libavformat, which most players
 * are made of, shapes both: for a track without a box it takes that of another without a thought
 * for its timescale, and once it has sought it goes on with the next fragment that it knows of,
 * whatever lies between. Stateless.
 */
final class PartIndex {
  /** Of a longer time, entries hold several key frames. */
  private static final int MOST = 20_000;

  private static final int HEADER = 40;
  private static final int ENTRY = 12;
  private static final int VIDEO = 1;
  private static final int SOUND = 2;
  private static final int STARTS_WITH_KEY = 0x90000000;

  /** Parts of a second. */
  private static final int LEAD = 4;

  private PartIndex() {}

  static byte[] of(List<Part> parts, SegmentFormat format) {
    int timescale = format.video().timescale();
    SegmentFormat.SoundTrack sound = format.sound();
    List<Integer> starts = starts(parts);
    int box = HEADER + starts.size() * ENTRY;
    ByteBuffer out = ByteBuffer.allocate(sound == null ? box : 2 * box);
    List<Entry> entries = entries(parts, starts, timescale);
    put(out, VIDEO, timescale, out.capacity() - box, entries);
    if (sound != null) {
      put(out, SOUND, sound.timescale(), 0, scaled(entries, sound.timescale(), timescale));
    }
    return out.array();
  }

  private record Entry(long bytes, long duration) {}

  private static List<Entry> entries(List<Part> parts, List<Integer> starts, int timescale) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      int end = i + 1 < starts.size() ? starts.get(i + 1) : parts.size();
      List<Part> covered = parts.subList(starts.get(i), end);
      // What is missing before the next entry counts to this one, so that times stay true.
      long until =
          end < parts.size()
              ? parts.get(end).place().start()
              : covered.getLast().place().start() + length(covered.getLast(), timescale);
      entries.add(
          new Entry(
              covered.stream().mapToLong(Part::bytes).sum(),
              until - covered.getFirst().place().start()));
    }
    return entries;
  }

  /**
   * In the sound's timescale. Entries begin a little before the pictures do, but after the middle
   * of the entry before: who looks for the sound of a key frame must not be led to the entry before
   * it, as the sound of a fragment begins a little earlier or later than its pictures.
   */
  private static List<Entry> scaled(List<Entry> entries, int to, int from) {
    List<Entry> scaled = new ArrayList<>();
    long time = 0;
    long begin = 0;
    for (Entry entry : entries) {
      time += entry.duration;
      boolean last = scaled.size() == entries.size() - 1;
      long lead = last ? 0 : Math.min(from / LEAD, entry.duration / 2);
      long end = (time - lead) * to / from;
      scaled.add(new Entry(entry.bytes, end - begin));
      begin = end;
    }
    return scaled;
  }

  /**
   * Writes one box.
   *
   * @param offset bytes between its end and the first part
   */
  private static void put(
      ByteBuffer out, int track, int timescale, int offset, List<Entry> entries) {
    out.putInt(HEADER + entries.size() * ENTRY);
    out.put("sidx".getBytes(StandardCharsets.US_ASCII)).putInt(1 << 24);
    out.putInt(track).putInt(timescale).putLong(0).putLong(offset); // its first time is 0
    out.putShort((short) 0).putShort((short) entries.size());
    for (Entry entry : entries) {
      out.putInt((int) entry.bytes).putInt((int) entry.duration).putInt(STARTS_WITH_KEY);
    }
  }

  private static long length(Part part, int timescale) {
    return ChronoUnit.MICROS.between(part.start(), part.end()) * timescale / 1_000_000;
  }

  private static List<Integer> starts(List<Part> parts) {
    Duration shortest =
        Duration.between(parts.getFirst().start(), parts.getLast().end()).dividedBy(MOST);
    List<Integer> starts = new ArrayList<>(List.of(0));
    for (int i = 1; i < parts.size(); i++) {
      Part begun = parts.get(starts.getLast());
      Duration length = Duration.between(begun.start(), parts.get(i).start());
      if (parts.get(i).key() && length.compareTo(shortest) >= 0) {
        starts.add(i);
      }
    }
    return starts;
  }
}
