package org.gatehouse.camera.packing;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * RFC 6184 in packetization mode 1 and RFC 7798: parameter sets in an aggregation packet, small NAL
 * units alone, large ones in fragments. Units are NAL units, each behind its length in 4 bytes.
 */
public record NalPacking(NalCodec codec) implements Packing {
  private static final byte[] NONE = {};
  private static final int FIRST = 0x80;
  private static final int LAST = 0x40;

  @Override
  public void pack(byte[] unit, List<byte[]> before, Sink sink) {
    if (!before.isEmpty()) {
      byte[] sets = aggregated(before);
      sink.payload(codec.aggregationHeader(before.getFirst()), sets, 0, sets.length, false);
    }
    List<byte[]> nals = nals(unit).stream().filter(nal -> nal.length >= codec.nalHeader()).toList();
    for (int i = 0; i < nals.size(); i++) {
      nal(nals.get(i), i + 1 == nals.size(), sink);
    }
  }

  /** Those of a unit; public for simulated cameras that pack otherwise. */
  public static List<byte[]> nals(byte[] unit) {
    List<byte[]> nals = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(unit);
    while (in.remaining() > Integer.BYTES) {
      int length = in.getInt();
      if (length < 0 || length > in.remaining()) {
        throw new IllegalArgumentException("a NAL unit of " + length + " bytes");
      }
      byte[] nal = new byte[length];
      in.get(nal);
      nals.add(nal);
    }
    return nals;
  }

  private static byte[] aggregated(List<byte[]> nals) {
    ByteBuffer all = ByteBuffer.allocate(nals.stream().mapToInt(n -> n.length + 2).sum());
    nals.forEach(nal -> all.putShort((short) nal.length).put(nal));
    return all.array();
  }

  private void nal(byte[] nal, boolean last, Sink sink) {
    if (nal.length <= MOST) {
      sink.payload(NONE, nal, 0, nal.length, last);
      return;
    }
    byte[] header = new byte[codec.nalHeader() + 1];
    int most = MOST - header.length;
    for (int at = codec.nalHeader(); at < nal.length; at += most) {
      int length = Math.min(most, nal.length - at);
      boolean ends = at + length == nal.length;
      int flags = (at == codec.nalHeader() ? FIRST : 0) | (ends ? LAST : 0);
      codec.fragmentHeader(nal, flags, header);
      sink.payload(header, nal, at, length, last && ends);
    }
  }
}
