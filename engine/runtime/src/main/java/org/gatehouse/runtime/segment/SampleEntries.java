package org.gatehouse.runtime.segment;

import java.nio.ByteBuffer;
import java.util.List;
import org.gatehouse.contract.media.ParameterSets;
import org.gatehouse.runtime.segment.SegmentFormat.SoundTrack;

/**
 * Reads sample descriptions (§8.5.2) as {@code mp4.VideoEntry} and others write them. Stateless.
 */
final class SampleEntries {
  private static final int AVC1 = Box.type("avc1");
  private static final int AVCC = Box.type("avcC");
  private static final int HVC1 = Box.type("hvc1");
  private static final int HVCC = Box.type("hvcC");
  private static final int MP4V = Box.type("mp4v");
  private static final int MP4A = Box.type("mp4a");
  private static final int ESDS = Box.type("esds");
  private static final int OPUS = Box.type("Opus");

  /** From a visual entry's beginning to the boxes in it (§12.1.3). */
  private static final int VISUAL = Box.HEADER + 78;

  /** From a sound entry's beginning to the boxes in it (§12.2.3). */
  private static final int AUDIBLE = Box.HEADER + 28;

  /** From an {@code esds} box's body to the decoder specific information. */
  private static final int SPECIFIC = 4 + 2 + 3 + 2 + 13 + 2;

  private SampleEntries() {}

  /**
   * The parameter sets of a video track.
   *
   * @throws IllegalArgumentException if it is of another codec
   * @throws IndexOutOfBoundsException if it is damaged
   */
  static ParameterSets video(ByteBuffer bytes, Box stsd) {
    Box entry = entry(bytes, stsd);
    int width = bytes.getShort(entry.start() + 32) & 0xffff;
    int height = bytes.getShort(entry.start() + 34) & 0xffff;
    List<Box> boxes = Box.in(bytes, entry.start() + VISUAL, entry.end());
    if (entry.type() == MP4V) {
      return ParameterSets.mjpeg(width, height);
    }
    Box configuration = Box.first(boxes, entry.type() == AVC1 ? AVCC : HVCC);
    if (configuration == null || (entry.type() != AVC1 && entry.type() != HVC1)) {
      throw new IllegalArgumentException(
          "its pictures are of a kind that Gatehouse does not record");
    }
    return entry.type() == AVC1
        ? avc(bytes, configuration.body(), width, height)
        : hevc(bytes, configuration.body(), width, height);
  }

  /** ISO/IEC 14496-15 §5.3.3.1.2. */
  private static ParameterSets avc(ByteBuffer bytes, int body, int width, int height) {
    byte[] sps = sized(bytes, body + 6);
    byte[] pps = sized(bytes, body + 6 + 2 + sps.length + 1);
    return ParameterSets.h264(sps, pps, width, height);
  }

  /** ISO/IEC 14496-15 §8.3.3.1.2: arrays of one unit each, in this order. */
  private static ParameterSets hevc(ByteBuffer bytes, int body, int width, int height) {
    byte[][] sets = new byte[3][];
    int at = body + 23;
    for (int i = 0; i < sets.length; i++) {
      sets[i] = sized(bytes, at + 3);
      at += 3 + 2 + sets[i].length;
    }
    return ParameterSets.h265(sets[0], sets[1], sets[2], width, height);
  }

  private static byte[] sized(ByteBuffer bytes, int at) {
    byte[] unit = new byte[bytes.getShort(at) & 0xffff];
    bytes.get(at + 2, unit);
    return unit;
  }

  static SoundTrack sound(ByteBuffer bytes, Box stsd, int timescale) {
    byte[] description = new byte[stsd.size()];
    bytes.get(stsd.start(), description);
    Box entry = entry(bytes, stsd);
    String codec = null;
    if (entry.type() == OPUS) {
      codec = "opus";
    } else if (entry.type() == MP4A) {
      Box esds = Box.first(Box.in(bytes, entry.start() + AUDIBLE, entry.end()), ESDS);
      // The audio object type (ISO/IEC 14496-3 §1.6.2.1) is the first five bits.
      codec = esds == null ? null : "mp4a.40." + ((bytes.get(esds.body() + SPECIFIC) & 0xff) >> 3);
    }
    return new SoundTrack(timescale, codec, description);
  }

  private static Box entry(ByteBuffer bytes, Box stsd) {
    List<Box> entries = Box.in(bytes, stsd.body() + 8, stsd.end());
    if (entries.size() != 1) {
      throw new IllegalArgumentException(
          entries.size() + " sample descriptions where one should be");
    }
    return entries.getFirst();
  }
}
