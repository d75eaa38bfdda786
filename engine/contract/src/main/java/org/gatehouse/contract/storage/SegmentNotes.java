package org.gatehouse.contract.storage;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a segment's file says of itself beside its video, so that the index can be rebuilt from the
 * files alone: a {@code uuid} box (ISO/IEC 14496-12 §11.1) between {@code moov} and {@code sidx},
 * which players pass over. Big-endian after the box header and the 16 bytes of the type:
 *
 * <pre>
 * u32 version (0) | i64 start, epoch microseconds | u32 count | count times:
 *   u8 cause | u8 1 if sound only | u16 0 | i64 from | i64 to, epoch microseconds
 * </pre>
 *
 * @param start wall-clock time of the first picture, whole microseconds
 * @param before what is missing before this segment, or was left out of the one before, oldest
 *     first
 */
public record SegmentNotes(Instant start, List<Gap> before) {
  /** Type of the box, four letters. */
  public static final int BOX = 0x75756964;

  /** First and second half of the box's extended type. */
  private static final long TYPE_HIGH = 0x67617465686f7573L;

  private static final long TYPE_LOW = 0x652d6e6f74657331L;
  private static final int HEADER = 8 + 16;
  private static final int FIXED = HEADER + 4 + 8 + 4;
  private static final int ENTRY = 20;
  private static final int MOST = 1000;

  /** Keeps its own list. */
  public SegmentNotes {
    before = List.copyOf(before.subList(0, Math.min(MOST, before.size())));
  }

  /** The whole box. */
  public byte[] box() {
    ByteBuffer out = ByteBuffer.allocate(FIXED + before.size() * ENTRY);
    out.putInt(out.capacity()).putInt(BOX).putLong(TYPE_HIGH).putLong(TYPE_LOW);
    out.putInt(0).putLong(micros(start)).putInt(before.size());
    for (Gap gap : before) {
      out.put((byte) gap.cause().code()).put((byte) (gap.soundOnly() ? 1 : 0)).putShort((short) 0);
      out.putLong(micros(gap.from())).putLong(micros(gap.to()));
    }
    return out.array();
  }

  /**
   * What the box says.
   *
   * @param body all that follows the box's size and its four letters
   * @return null if the box is another program's, of a later version, or damaged
   */
  public static @Nullable SegmentNotes parse(ByteBuffer body) {
    ByteBuffer in = body.slice();
    if (in.remaining() < FIXED - 8
        || in.getLong() != TYPE_HIGH
        || in.getLong() != TYPE_LOW
        || in.getInt() != 0) {
      return null;
    }
    Instant start = instant(in.getLong());
    int count = in.getInt();
    if (count < 0 || count > MOST || in.remaining() < count * ENTRY) {
      return null;
    }
    List<Gap> gaps = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      GapCause cause = GapCause.of(in.get() & 0xff);
      boolean soundOnly = in.get() == 1;
      in.getShort();
      Instant from = instant(in.getLong());
      Instant to = instant(in.getLong());
      if (to.isBefore(from)) {
        return null;
      }
      gaps.add(new Gap(from, to, cause, soundOnly));
    }
    return new SegmentNotes(start, gaps);
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
