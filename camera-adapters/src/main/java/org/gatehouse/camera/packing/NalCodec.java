package org.gatehouse.camera.packing;

import java.io.IOException;

/** Codecs made of NAL units, and what their RTP payload formats need to know of them. */
public enum NalCodec {
  /** RFC 6184. */
  H264("H264", 1, 1) {
    @Override
    public int type(byte[] nal) {
      return nal[0] & 0x1f;
    }

    @Override
    public boolean slice(int type) {
      return type >= 1 && type <= 5;
    }

    @Override
    public boolean key(int type) {
      return type == 5;
    }

    @Override
    public boolean parameters(int type) {
      return type == 7 || type == 8;
    }

    @Override
    public boolean dispensable(int type) {
      return type >= 9 && type <= 12;
    }

    // FU-A, RFC 6184 §5.8.
    @Override
    public void fragmentHeader(byte[] nal, int flags, byte[] header) {
      header[0] = (byte) ((nal[0] & 0xe0) | 28);
      header[1] = (byte) (flags | type(nal));
    }

    // STAP-A, RFC 6184 §5.7.1.
    @Override
    byte[] aggregationHeader(byte[] first) {
      return new byte[] {(byte) ((first[0] & 0x60) | 24)};
    }
  },
  /** RFC 7798. */
  H265("H265", 2, 2) {
    @Override
    public int type(byte[] nal) {
      return (nal[0] >> 1) & 0x3f;
    }

    @Override
    public boolean slice(int type) {
      return type < 32;
    }

    @Override
    public boolean key(int type) {
      return type >= 16 && type <= 21;
    }

    @Override
    public boolean parameters(int type) {
      return type >= 32 && type <= 34;
    }

    @Override
    public boolean dispensable(int type) {
      return type >= 35 && type <= 38;
    }

    // FU, RFC 7798 §4.4.3.
    @Override
    public void fragmentHeader(byte[] nal, int flags, byte[] header) {
      header[0] = (byte) ((nal[0] & 0x81) | (49 << 1));
      header[1] = nal[1];
      header[2] = (byte) (flags | type(nal));
    }

    // AP, RFC 7798 §4.4.2.
    @Override
    byte[] aggregationHeader(byte[] first) {
      return new byte[] {(byte) (48 << 1), first[1]};
    }
  };

  private final String encoding;
  private final int nalHeader;
  private final int code;

  NalCodec(String encoding, int nalHeader, int code) {
    this.encoding = encoding;
    this.nalHeader = nalHeader;
    this.code = code;
  }

  /** The name in an SDP's {@code rtpmap}. */
  public String encoding() {
    return encoding;
  }

  /** The number that stands for it in a packed clip. */
  public int code() {
    return code;
  }

  /** The codec of a packed clip's number. */
  public static NalCodec of(int code) throws IOException {
    for (NalCodec codec : values()) {
      if (codec.code == code) {
        return codec;
      }
    }
    throw new IOException("the clip's codec " + code + " is not known");
  }

  /** Bytes of a NAL unit's header; a fragment's is one byte longer. */
  public int nalHeader() {
    return nalHeader;
  }

  /** Whether a slice is the first one of its picture. */
  public boolean firstSlice(byte[] nal) {
    return nal.length > nalHeader && (nal[nalHeader] & 0x80) != 0;
  }

  /** The type in a NAL unit's header. */
  public abstract int type(byte[] nal);

  /** True for the types that carry coded slices. */
  public abstract boolean slice(int type);

  /** True for slices of pictures at which decoding may start. */
  public abstract boolean key(int type);

  /** True for parameter sets. */
  public abstract boolean parameters(int type);

  /** True for what helps no decoder. */
  public abstract boolean dispensable(int type);

  /**
   * Writes a fragment's header.
   *
   * @param flags 0x80 on the first fragment, 0x40 on the last
   */
  public abstract void fragmentHeader(byte[] nal, int flags, byte[] header);

  /** What stands before NAL units put into one packet, each behind its length in two bytes. */
  abstract byte[] aggregationHeader(byte[] first);
}
