package org.gatehouse.runtime.playback;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.Footage;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.runtime.segment.SegmentFormat;
import org.jspecify.annotations.Nullable;

/**
 * An HLS playlist (RFC 8216) of what is recorded from some time to another, for external players.
 * Whatever is missing is left out, with a discontinuity and the time at which it goes on: players
 * would not wait through a gap. Immutable.
 */
public final class Playlist {
  /** Entries begin at key frames, and are not shorter than this while there is more. */
  private static final Duration SHORTEST = Duration.ofSeconds(6);

  /**
   * One entry.
   *
   * @param fresh true if the format is another than before
   * @param jump true if something is missing before it
   */
  private record Entry(Instant start, Instant end, boolean fresh, boolean jump) {}

  private final StreamId stream;
  private final List<Entry> entries;

  private Playlist(StreamId stream, List<Entry> entries) {
    this.stream = stream;
    this.entries = entries;
  }

  /** Finds what is recorded. */
  public static Playlist of(
      Footage footage, StreamId stream, Instant from, Instant to, Ticker ticker)
      throws IOException {
    List<Entry> entries = new ArrayList<>();
    SegmentFormat format = null;
    Entry open = null;
    try (FootageCursor cursor = new FootageCursor(footage, stream, from, ticker)) {
      Step step = cursor.next();
      boolean hole = false;
      while (!(step instanceof Step.End)) {
        if (step instanceof Step.Piece piece) {
          if (!piece.start().isBefore(to)) {
            break;
          }
          SegmentFormat now = piece.reader().format();
          boolean fresh = format == null || !now.follows(format);
          if (open == null || fresh || hole || cut(open, piece)) {
            add(entries, open);
            open = new Entry(piece.start(), piece.end(), fresh, hole && !entries.isEmpty());
          }
          open = new Entry(open.start, piece.end(), open.fresh, open.jump);
          format = now;
          hole = false;
        } else {
          hole = true;
        }
        step = cursor.next();
      }
    }
    add(entries, open);
    return new Playlist(stream, entries);
  }

  private static void add(List<Entry> entries, @Nullable Entry entry) {
    if (entry != null) {
      entries.add(entry);
    }
  }

  private static boolean cut(Entry open, Step.Piece piece) {
    return piece.fragment().key()
        && Duration.between(open.start, piece.start()).compareTo(SHORTEST) >= 0;
  }

  /** True if nothing is recorded. */
  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /** The playlist; its addresses are relative to its own. */
  public String text() {
    Instant base = entries.isEmpty() ? Instant.EPOCH : entries.getFirst().start;
    double longest = entries.stream().mapToDouble(Playlist::seconds).max().orElse(1);
    StringBuilder out = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:7\n");
    out.append("#EXT-X-TARGETDURATION:").append((int) Math.ceil(longest)).append('\n');
    out.append("#EXT-X-PLAYLIST-TYPE:VOD\n#EXT-X-INDEPENDENT-SEGMENTS\n");
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      if (i > 0 && (entry.jump || entry.fresh)) {
        out.append("#EXT-X-DISCONTINUITY\n");
      }
      if (entry.fresh) {
        out.append(map(entry));
      }
      if (i == 0 || entry.jump || entry.fresh) {
        out.append("#EXT-X-PROGRAM-DATE-TIME:").append(milliseconds(entry.start)).append('\n');
      }
      out.append(String.format(Locale.ROOT, "#EXTINF:%.6f,\n", seconds(entry)));
      out.append(address(i, base)).append('\n');
    }
    return out.append("#EXT-X-ENDLIST\n").toString();
  }

  private String map(Entry entry) {
    return "#EXT-X-MAP:URI=\"init.mp4?stream=" + stream.name() + "&at=" + entry.start + "\"\n";
  }

  private String address(int number, Instant base) {
    Entry entry = entries.get(number);
    return "media.m4s?stream="
        + stream.name()
        + "&base="
        + base
        + "&from="
        + entry.start
        + "&to="
        + end(number);
  }

  /** The next entry's beginning where it follows, so that no fragment falls between two. */
  private Instant end(int number) {
    Entry next = number + 1 < entries.size() ? entries.get(number + 1) : null;
    return next == null || next.jump || next.fresh ? entries.get(number).end : next.start;
  }

  private static double seconds(Entry entry) {
    return ChronoUnit.MICROS.between(entry.start, entry.end) / 1e6;
  }

  private static String milliseconds(Instant time) {
    return time.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
