package org.gatehouse.storage.filesystem;

/** Box types that a segment's length is read from (ISO/IEC 14496-12), as four ASCII letters. */
final class Mp4Types {
  static final int FTYP = 0x66747970;
  static final int FREE = 0x66726565;
  static final int SIDX = 0x73696478;
  static final int PRFT = 0x70726674;
  static final int MOOV = 0x6d6f6f76;
  static final int TRAK = 0x7472616b;
  static final int MDIA = 0x6d646961;
  static final int MDHD = 0x6d646864;
  static final int MOOF = 0x6d6f6f66;
  static final int TRAF = 0x74726166;
  static final int TFHD = 0x74666864;
  static final int TFDT = 0x74666474;
  static final int TRUN = 0x7472756e;
  static final int MDAT = 0x6d646174;

  private Mp4Types() {}
}
