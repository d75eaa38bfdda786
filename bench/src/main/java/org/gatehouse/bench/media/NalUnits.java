package org.gatehouse.bench.media;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gatehouse.camera.packing.NalCodec;

/** Cutting H.264 and H.265 into NAL units and putting a picture's slices back together. Pure. */
final class NalUnits {
  static final int SPS = 7;
  static final int PPS = 8;

  private NalUnits() {}

  /** Type of a NAL unit (H.264 §7.3.1, {@code nal_unit_type}). */
  static int type(byte[] nal) {
    return nal[0] & 0x1f;
  }

  /** The NAL units between start codes (H.264 Annex B). */
  static List<byte[]> ofAnnexB(byte[] stream) {
    List<byte[]> units = new ArrayList<>();
    int start = -1;
    for (int i = 0; i + 2 < stream.length; i++) {
      if (stream[i] == 0 && stream[i + 1] == 0 && stream[i + 2] == 1) {
        add(units, stream, start, i);
        start = i + 3;
        i += 2;
      }
    }
    add(units, stream, start, stream.length);
    return units;
  }

  /** Cuts one NAL unit out, without the zeros that belong to the next start code. */
  private static void add(List<byte[]> units, byte[] stream, int start, int end) {
    if (start < 0) {
      return;
    }
    int last = end;
    while (last > start && stream[last - 1] == 0) {
      last--;
    }
    if (last > start) {
      units.add(Arrays.copyOfRange(stream, start, last));
    }
  }

  /**
   * The NAL units of a picture in an MP4 file (ISO/IEC 14496-15 §5.3.4).
   *
   * @param lengthSize bytes of each length, 1 to 4
   */
  static List<byte[]> ofLengths(byte[] sample, int lengthSize) {
    List<byte[]> units = new ArrayList<>();
    int at = 0;
    while (at + lengthSize <= sample.length) {
      int length = 0;
      for (int i = 0; i < lengthSize; i++) {
        length = length << 8 | (sample[at + i] & 0xff);
      }
      at += lengthSize;
      if (length < 0 || length > sample.length - at) {
        break;
      }
      if (length > 0) {
        units.add(Arrays.copyOfRange(sample, at, at + length));
      }
      at += length;
    }
    return units;
  }

  /** Slices only, each after its length in four bytes; empty when the picture has none. */
  static byte[] slices(NalCodec codec, List<byte[]> units) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] unit : units) {
      if (codec.slice(codec.type(unit))) {
        out.writeBytes(ByteBuffer.allocate(4).putInt(unit.length).array());
        out.writeBytes(unit);
      }
    }
    return out.toByteArray();
  }

  /** Whether decoding may start at a picture. */
  static boolean isKey(NalCodec codec, List<byte[]> units) {
    return units.stream().anyMatch(unit -> codec.key(codec.type(unit)));
  }
}
