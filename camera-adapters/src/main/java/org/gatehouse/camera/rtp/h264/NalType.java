package org.gatehouse.camera.rtp.h264;

/** NAL unit types of H.264 table 7-1 and RFC 6184 table 1, as far as they matter here. */
public final class NalType {
  /** Coded slice of an IDR picture. */
  public static final int IDR = 5;

  /** Supplemental enhancement information. */
  public static final int SEI = 6;

  /** Sequence parameter set. */
  public static final int SPS = 7;

  /** Picture parameter set. */
  public static final int PPS = 8;

  /** Access unit delimiter. */
  public static final int DELIMITER = 9;

  static final int END_OF_SEQUENCE = 10;
  static final int END_OF_STREAM = 11;
  static final int FILLER = 12;
  static final int PREFIX = 14;
  static final int RESERVED_LAST = 18;
  static final int LAST_SINGLE = 23;
  static final int STAP_A = 24;
  static final int FU_A = 28;

  private NalType() {}

  /** The type in a NAL unit's first byte. */
  public static int of(int firstByte) {
    return firstByte & 0x1f;
  }

  /** True for the types that carry coded slices, H.264 table 7-1. */
  public static boolean isSlice(int type) {
    return type >= 1 && type <= IDR;
  }

  /** True for the types that open a new access unit after slices, H.264 §7.4.1.2.3. */
  static boolean opensAccessUnit(int type) {
    return (type >= SEI && type <= DELIMITER) || (type >= PREFIX && type <= RESERVED_LAST);
  }

  /** True for what helps no decoder and no file. */
  static boolean isDispensable(int type) {
    return type == 0 || (type >= DELIMITER && type <= FILLER);
  }

  /** True for the small units in which some cameras hide several, in Annex B form. */
  static boolean mayHideOthers(int type) {
    return type == 0 || (type >= SEI && type <= DELIMITER);
  }
}
