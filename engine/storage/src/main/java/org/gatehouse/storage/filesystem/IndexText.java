package org.gatehouse.storage.filesystem;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.storage.filesystem.SegmentFacts.Place;
import org.jspecify.annotations.Nullable;

/**
 * Makes the {@code sidx} box (§8.16.3) that a segment's writer did not come to write, from the
 * fragments in the file. Owner: one thread.
 */
final class IndexText {
  private static final int HEADER = 32 + 8;
  private static final int ENTRY = 12;
  private static final int FREE_HEADER = 8;
  private static final int KEY = 0x90000000;

  private record Entry(long bytes, long duration, boolean key) {
    Entry and(Entry next) {
      return new Entry(bytes + next.bytes, duration + next.duration, key);
    }
  }

  private List<Entry> entries = new ArrayList<>();
  private long from = -1;
  private long upTo;
  private long end;

  /** One more fragment. */
  void add(long at, long to, FragmentTimes times) {
    if (from < 0) {
      from = at;
      upTo = at;
      end = times.start();
    }
    long newEnd = Math.max(end, times.start() + times.duration());
    entries.add(new Entry(to - upTo, newEnd - end, times.key()));
    end = newEnd;
    upTo = to;
  }

  /**
   * The box and a free box behind it, both together of the place's size; null if they do not fit.
   */
  byte @Nullable [] fill(Place place, long timescale) {
    int most = (place.size() - HEADER - FREE_HEADER) / ENTRY;
    if (most < 1 || entries.isEmpty()) {
      return null;
    }
    while (entries.size() > most) {
      halve();
    }
    int size = HEADER + entries.size() * ENTRY;
    ByteBuffer out = ByteBuffer.allocate(place.size());
    out.putInt(size).put(ascii("sidx")).putInt(1 << 24).putInt(1).putInt((int) timescale);
    out.putLong(0).putLong(from - place.position() - size);
    out.putShort((short) 0).putShort((short) entries.size());
    for (Entry entry : entries) {
      out.putInt((int) entry.bytes).putInt((int) entry.duration).putInt(entry.key ? KEY : 0);
    }
    out.putInt(place.size() - size).put(ascii("free"));
    return out.array();
  }

  private void halve() {
    List<Entry> pairs = new ArrayList<>();
    for (int i = 0; i < entries.size(); i += 2) {
      boolean last = i + 1 == entries.size();
      pairs.add(last ? entries.get(i) : entries.get(i).and(entries.get(i + 1)));
    }
    entries = pairs;
  }

  private static byte[] ascii(String type) {
    return type.getBytes(StandardCharsets.US_ASCII);
  }
}
