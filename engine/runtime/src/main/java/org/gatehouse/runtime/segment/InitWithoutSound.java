package org.gatehouse.runtime.segment;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Takes the sound track out of an initialisation segment. Stateless. */
final class InitWithoutSound {
  private InitWithoutSound() {}

  /** {@code ftyp} and {@code moov} without the tracks that are not video, and their defaults. */
  static byte[] of(byte[] init) {
    ByteBuffer bytes = ByteBuffer.wrap(init);
    List<Box> top = Box.in(bytes, 0, init.length);
    Box moov = Box.first(top, Box.MOOV);
    if (moov == null) {
      return init;
    }
    List<Integer> unwanted = new ArrayList<>();
    for (Box trak : SegmentFormat.tracks(bytes, moov)) {
      Box tkhd = trak.find(bytes, Box.TKHD);
      if (tkhd != null && !SegmentFormat.isVideo(bytes, trak)) {
        unwanted.add(bytes.getInt(tkhd.body() + (bytes.get(tkhd.body()) == 1 ? 20 : 12)));
      }
    }
    ByteBuffer out = ByteBuffer.allocate(init.length);
    out.put(init, 0, moov.body());
    for (Box child : moov.children(bytes)) {
      if (child.type() == Box.MVEX) {
        extend(out, init, child, unwanted);
      } else if (child.type() != Box.TRAK || SegmentFormat.isVideo(bytes, child)) {
        out.put(init, child.start(), child.size());
      }
    }
    out.putInt(moov.start(), out.position() - moov.start());
    return Arrays.copyOf(out.array(), out.position());
  }

  private static void extend(ByteBuffer out, byte[] init, Box mvex, List<Integer> unwanted) {
    ByteBuffer bytes = ByteBuffer.wrap(init);
    int start = out.position();
    out.put(init, mvex.start(), Box.HEADER);
    for (Box child : mvex.children(bytes)) {
      boolean wanted =
          child.type() != Box.TREX || !unwanted.contains(bytes.getInt(child.body() + 4));
      out.put(init, child.start(), wanted ? child.size() : 0);
    }
    out.putInt(start, out.position() - start);
  }
}
