package org.gatehouse.camera.simulator.fleet;

import java.io.IOException;

/** How the pictures of a clip are coded, and what its RTP payload format needs to know of that. */
public enum ClipCodec {
  /** RFC 6184. */
  H264("H264", 1, 1) {
    @Override
    int type(byte[] nal) {
      return nal[0] & 0x1f;
    }

    @Override
    boolean slice(int type) {
      return type >= 1 && type <= 5;
    }

    @Override
    boolean key(int type) {
      return type == 5;
    }

    @Override
    boolean parameters(int type) {
      return type == 7 || type == 8;
    }

    @Override
    boolean dispensable(int type) {
      return type >= 9 && type <= 12;
    }

    // FU-A, RFC 6184 §5.8.
    @Override
    void fragmentHeader(byte[] nal, int flags, byte[] header) {
      header[0] = (byte) ((nal[0] & 0xe0) | 28);
      header[1] = (byte) (flags | type(nal));
    }
  },
  /** RFC 7798. */
  H265("H265", 2, 2) {
    @Override
    int type(byte[] nal) {
      return (nal[0] >> 1) & 0x3f;
    }

    @Override
    boolean slice(int type) {
      return type < 32;
    }

    @Override
    boolean key(int type) {
      return type >= 16 && type <= 21;
    }

    @Override
    boolean parameters(int type) {
      return type >= 32 && type <= 34;
    }

    @Override
    boolean dispensable(int type) {
      return type >= 35 && type <= 38;
    }

    // FU, RFC 7798 §4.4.3.
    @Override
    void fragmentHeader(byte[] nal, int flags, byte[] header) {
      header[0] = (byte) ((nal[0] & 0x81) | (49 << 1));
      header[1] = nal[1];
      header[2] = (byte) (flags | type(nal));
    }
  };

  private final String encoding;
  private final int nalHeader;
  private final int code;

  ClipCodec(String encoding, int nalHeader, int code) {
    this.encoding = encoding;
    this.nalHeader = nalHeader;
    this.code = code;
  }

  /** The name in an SDP's {@code rtpmap}. */
  String encoding() {
    return encoding;
  }

  /** The number that stands for it in a packed clip. */
  int code() {
    return code;
  }

  /** The codec of a packed clip's number. */
  static ClipCodec of(int code) throws IOException {
    for (ClipCodec codec : values()) {
      if (codec.code == code) {
        return codec;
      }
    }
    throw new IOException("the clip's codec " + code + " is not known");
  }

  /** Bytes of a NAL unit's header; a fragment's is one byte longer. */
  int nalHeader() {
    return nalHeader;
  }

  /** Whether a slice is the first one of its picture. */
  boolean firstSlice(byte[] nal) {
    return nal.length > nalHeader && (nal[nalHeader] & 0x80) != 0;
  }

  abstract int type(byte[] nal);

  abstract boolean slice(int type);

  abstract boolean key(int type);

  abstract boolean parameters(int type);

  abstract boolean dispensable(int type);

  /**
   * Writes a fragment's header.
   *
   * @param flags 0x80 on the first fragment, 0x40 on the last
   */
  abstract void fragmentHeader(byte[] nal, int flags, byte[] header);
}
