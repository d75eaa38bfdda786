package org.gatehouse.camera.rtp.h265;

/** NAL unit types of H.265 table 7-1 and RFC 7798 §4.4, as far as they matter here. */
public final class H265NalType {
  /** Video parameter set. */
  public static final int VPS = 32;

  /** Sequence parameter set. */
  public static final int SPS = 33;

  /** Picture parameter set. */
  public static final int PPS = 34;

  /** Access unit delimiter. */
  public static final int DELIMITER = 35;

  static final int RASL_N = 8;
  static final int RASL_R = 9;
  static final int BLA_FIRST = 16;
  static final int BLA_LAST = 18;
  static final int CRA = 21;
  static final int LAST_SLICE = 31;
  static final int END_OF_SEQUENCE = 36;
  static final int END_OF_STREAM = 37;
  static final int FILLER = 38;
  static final int PREFIX_SEI = 39;
  static final int LAST_SINGLE = 47;
  static final int AGGREGATION = 48;
  static final int FRAGMENT = 49;

  private H265NalType() {}

  /** The type in a NAL unit's first byte, H.265 §7.3.1.2. */
  public static int of(int firstByte) {
    return (firstByte >> 1) & 0x3f;
  }

  /** True for the types that carry coded slice segments; 0 (TRAIL_N) is one of them. */
  public static boolean isSlice(int type) {
    return type <= LAST_SLICE;
  }

  /** True for pictures at which decoding may start: BLA, IDR and CRA. */
  public static boolean isRandomAccess(int type) {
    return type >= BLA_FIRST && type <= CRA;
  }

  /** True for pictures that may refer to what came before the random access picture. */
  static boolean isRasl(int type) {
    return type == RASL_N || type == RASL_R;
  }

  static boolean isBla(int type) {
    return type >= BLA_FIRST && type <= BLA_LAST;
  }

  static boolean isParameterSet(int type) {
    return type >= VPS && type <= PPS;
  }

  /** True for the types that open a new access unit after slices, H.265 §7.4.2.4.4. */
  static boolean opensAccessUnit(int type) {
    return (type >= VPS && type <= DELIMITER)
        || type == PREFIX_SEI
        || (type >= 41 && type <= 44)
        || (type >= 48 && type <= 55);
  }

  /** True for what helps no decoder and no file. */
  static boolean isDispensable(int type) {
    return type >= DELIMITER && type <= FILLER;
  }

  /**
   * True for the small units in which some cameras hide several, in Annex B form, and for what
   * begins with a start code. Slices of type 0 (TRAIL_N) are not searched: no start code can be in
   * them, and their second byte, with nuh_temporal_id_plus1 in it, is never 0 (H.265 §7.4.2.2).
   */
  static boolean mayHideOthers(int type, int secondByte) {
    return (type == 0 && secondByte == 0)
        || (type >= VPS && type <= DELIMITER)
        || type == PREFIX_SEI;
  }
}
