package org.gatehouse.runtime.mp4;

/**
 * The {@code esds} box (ISO/IEC 14496-14 §5.6): an ES_Descriptor (ISO/IEC 14496-1 §7.2.6.5) that
 * says by a number what the samples are.
 */
final class Esds {
  /** JPEG (ISO/IEC 10918-1), by the registration authority's table of object types. */
  static final int JPEG = 0x6c;

  /** MPEG-4 audio (ISO/IEC 14496-3). */
  static final int AAC = 0x40;

  static final int VISUAL = 4;
  static final int AUDIO = 5;

  private static final int ES_DESCRIPTOR = 3;
  private static final int DECODER_CONFIG = 4;
  private static final int DECODER_SPECIFIC = 5;
  private static final int SL_CONFIG = 6;
  private static final int PREDEFINED_FOR_MP4 = 2;
  private static final int CONFIG_FIXED_PART = 13;
  private static final int LARGEST = 0x7f;

  private Esds() {}

  /**
   * Writes the box.
   *
   * @param specific decoder specific information, empty for none; up to {@link #fits}
   */
  static void write(BoxWriter out, int objectType, int streamType, byte[] specific) {
    int info = specific.length == 0 ? 0 : 2 + specific.length;
    int config = CONFIG_FIXED_PART + info;
    out.fullBox("esds", 0, 0);
    out.u8(ES_DESCRIPTOR).u8(3 + 2 + config + 3).u16(0).u8(0); // ES_ID, no flags
    out.u8(DECODER_CONFIG).u8(config).u8(objectType).u8(streamType << 2 | 1);
    out.zeros(3).u32(0).u32(0); // bufferSizeDB, maxBitrate, avgBitrate: not told
    if (info > 0) {
      out.u8(DECODER_SPECIFIC).u8(specific.length).bytes(specific);
    }
    out.u8(SL_CONFIG).u8(1).u8(PREDEFINED_FOR_MP4);
    out.end();
  }

  /** True if sizes stay in one byte (ISO/IEC 14496-1 §8.3.3), as for every camera's AAC. */
  static boolean fits(byte[] specific) {
    return 3 + 2 + CONFIG_FIXED_PART + 2 + specific.length + 3 <= LARGEST;
  }
}
