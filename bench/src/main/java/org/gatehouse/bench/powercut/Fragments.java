package org.gatehouse.bench.powercut;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Counts pictures in a fragmented file, box by box (ISO/IEC 14496-12 §8.8), without any of the
 * engine's code.
 *
 * @param pictures in whole fragments, of the first track
 */
record Fragments(long pictures) {
  private static final int HEADER = 8;
  private static final int MOOF = 0x6d6f6f66;
  private static final int MDAT = 0x6d646174;
  private static final int TRAF = 0x74726166;
  private static final int TRUN = 0x7472756e;

  /** In the first bytes of a file. */
  static Fragments of(Path file, long bytes) throws IOException {
    byte[] all = Files.readAllBytes(file);
    ByteBuffer in = ByteBuffer.wrap(all, 0, (int) Math.min(bytes, all.length));
    long pictures = 0;
    long pending = 0;
    while (in.remaining() >= HEADER) {
      int size = in.getInt(in.position());
      int type = in.getInt(in.position() + 4);
      if (size < HEADER || size > in.remaining()) {
        break;
      }
      if (type == MOOF) {
        pending = samples(in.slice(in.position() + HEADER, size - HEADER));
      } else if (type == MDAT) {
        pictures += pending;
        pending = 0;
      }
      in.position(in.position() + size);
    }
    return new Fragments(pictures);
  }

  private static long samples(ByteBuffer moof) {
    ByteBuffer traf = child(moof, TRAF);
    ByteBuffer trun = child(traf, TRUN);
    return trun.remaining() < HEADER ? 0 : Integer.toUnsignedLong(trun.getInt(4));
  }

  /** Empty if there is none. */
  private static ByteBuffer child(ByteBuffer body, int type) {
    ByteBuffer in = body.slice();
    while (in.remaining() >= HEADER) {
      int size = in.getInt(in.position());
      if (size < HEADER || size > in.remaining()) {
        break;
      }
      if (in.getInt(in.position() + 4) == type) {
        return in.slice(in.position() + HEADER, size - HEADER);
      }
      in.position(in.position() + size);
    }
    return ByteBuffer.allocate(0);
  }
}
