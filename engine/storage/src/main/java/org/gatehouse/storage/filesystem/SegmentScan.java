package org.gatehouse.storage.filesystem;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.gatehouse.contract.storage.SegmentNotes;
import org.gatehouse.storage.filesystem.SegmentFacts.Place;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a segment's file says of itself (ISO/IEC 14496-12 §8.8). A finished one is told by its
 * first kilobytes: notes and {@code sidx}, which is believed where it ends exactly with the file.
 * Any other one (growing, left by a crash, cut) is told by its fragments, up to the first box that
 * is not whole or makes no sense, as a player would. Owner: one thread.
 */
final class SegmentScan {
  private static final int HEADER = 8;
  private static final int LARGEST_INDEX_BOX = 4 << 20;
  private static final int DEFAULT_TIMESCALE = 90_000;

  /** Seconds; a recording begins a new file long before it pauses for so long. */
  private static final long LONGEST_PAUSE = 3600;

  /** Extended type of the box that {@link SegmentNotes} are in. */
  private static final byte[] NOTES_TYPE = "gatehouse-notes1".getBytes(StandardCharsets.US_ASCII);

  private final BoxFile file;
  private final boolean believeIndex;
  private final FragmentVisitor visitor;
  private long timescale = DEFAULT_TIMESCALE;
  private @Nullable SegmentNotes notes;
  private boolean notesDamaged;
  private Place place = Place.NONE;
  private long sidxEnd = -1;
  private boolean indexed;
  private @Nullable SegmentTotals totals;
  private long first = -1;
  private long end;
  private long whole;
  private long fragmentAt = -1;

  /** Told of every whole fragment. */
  interface FragmentVisitor {
    /**
     * One more.
     *
     * @param from position of its first byte
     * @param to position behind its last
     */
    void fragment(long from, long to, FragmentTimes times);
  }

  private SegmentScan(BoxFile file, boolean believeIndex, FragmentVisitor visitor) {
    this.file = file;
    this.believeIndex = believeIndex;
    this.visitor = visitor;
  }

  /** By the index where there is one that fits, else by the fragments. */
  static SegmentFacts read(Path path) throws IOException {
    try (BoxFile file = new BoxFile(path)) {
      return read(file);
    }
  }

  static SegmentFacts read(BoxFile file) throws IOException {
    return new SegmentScan(file, true, (from, to, times) -> {}).run();
  }

  /** By the fragments alone, whatever the index says. */
  static SegmentFacts walk(Path path) throws IOException {
    return walk(path, (from, to, times) -> {});
  }

  /** By the fragments alone, each of which is told. */
  static SegmentFacts walk(Path path, FragmentVisitor visitor) throws IOException {
    try (BoxFile file = new BoxFile(path)) {
      return new SegmentScan(file, false, visitor).run();
    }
  }

  private SegmentFacts run() throws IOException {
    long at = 0;
    FragmentTimes pending = FragmentTimes.NONE;
    while (at + HEADER <= file.length()) {
      ByteBuffer header = file.read(at, HEADER);
      if (header.remaining() < HEADER) {
        break; // cut since it was opened
      }
      long size = Integer.toUnsignedLong(header.getInt());
      int type = header.getInt();
      if (size < HEADER || at + size > file.length()) {
        break;
      }
      if (type == Mp4Types.MOOF) {
        pending = FragmentTimes.of(body(at, size));
        fragmentAt = fragmentAt < 0 ? at : fragmentAt;
      } else if (type == Mp4Types.PRFT) {
        fragmentAt = at;
      } else if (type == Mp4Types.MDAT) {
        if (!take(pending, at + size)) {
          break;
        }
        pending = FragmentTimes.NONE;
      } else {
        head(type, at, size);
        SegmentTotals told = totals;
        if (told != null && believeIndex) {
          return facts(told.micros(), told.end());
        }
      }
      at += size;
    }
    long micros = first < 0 ? 0 : (end - first) * 1_000_000 / timescale;
    return facts(micros, whole);
  }

  private SegmentFacts facts(long micros, long upTo) {
    return new SegmentFacts(notes, notesDamaged, timescale, micros, upTo, indexed, place);
  }

  /** A box that comes before the fragments. */
  private void head(int type, long at, long size) throws IOException {
    switch (type) {
      case Mp4Types.MOOV -> timescale = FragmentTimes.timescale(body(at, size), timescale);
      case SegmentNotes.BOX -> notes(body(at, size));
      case Mp4Types.FREE -> free(at, size);
      case Mp4Types.SIDX -> index(at, size);
      default -> {}
    }
  }

  private void notes(ByteBuffer box) {
    SegmentNotes said = SegmentNotes.parse(box);
    notes = said == null ? notes : said;
    boolean ours =
        box.remaining() >= NOTES_TYPE.length
            && ByteBuffer.wrap(NOTES_TYPE).equals(box.slice(0, NOTES_TYPE.length));
    notesDamaged |= said == null && ours;
  }

  /** The largest free box before the fragments, or an index and the free box behind it. */
  private void free(long at, long size) {
    if (first >= 0 || size > LARGEST_INDEX_BOX) {
      return;
    }
    if (sidxEnd == at) {
      place = new Place(place.position(), place.size() + (int) size);
    } else if (sidxEnd < 0 && size > place.size()) {
      place = new Place(at, (int) size);
    }
  }

  private void index(long at, long size) throws IOException {
    place = new Place(at, (int) Math.min(size, LARGEST_INDEX_BOX));
    sidxEnd = at + size;
    SegmentTotals told = SegmentTotals.of(body(at, size), sidxEnd);
    indexed = told != null && told.duration() > 0 && told.end() == file.length();
    totals = indexed ? told : null;
  }

  /** False if the fragment cannot follow what is before it. */
  private boolean take(FragmentTimes fragment, long to) {
    boolean follows =
        first < 0
            || (fragment.start() >= first && fragment.start() - end < LONGEST_PAUSE * timescale);
    if (fragment.duration() <= 0 || !follows) {
      return false;
    }
    first = first < 0 ? fragment.start() : first;
    end = Math.max(end, fragment.start() + fragment.duration());
    visitor.fragment(fragmentAt, to, fragment);
    fragmentAt = -1;
    whole = to;
    return true;
  }

  private ByteBuffer body(long at, long size) throws IOException {
    return size > LARGEST_INDEX_BOX
        ? ByteBuffer.allocate(0)
        : file.read(at + HEADER, (int) size - HEADER);
  }
}
