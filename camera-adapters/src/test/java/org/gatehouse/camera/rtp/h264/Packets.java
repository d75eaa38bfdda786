package org.gatehouse.camera.rtp.h264;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Writes payloads by hand, RFC 6184 §5. */
final class Packets {
  private Packets() {}

  static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  /** Small NAL units behind 4-byte lengths. */
  static byte[] avcc(byte[]... nals) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] nal : nals) {
      all.writeBytes(bytes(0, 0, 0, nal.length));
      all.writeBytes(nal);
    }
    return all.toByteArray();
  }

  static byte[] stapA(byte[]... nals) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(24);
    for (byte[] nal : nals) {
      all.writeBytes(bytes(0, nal.length));
      all.writeBytes(nal);
    }
    return all.toByteArray();
  }

  /** A fragment with the given S, E and R flags; {@code from} counts after the header byte. */
  static byte[] fuA(byte[] nal, int flags, int from, int to) {
    byte[] head = bytes((nal[0] & 0xe0) | 28, flags | (nal[0] & 0x1f));
    return join(head, Arrays.copyOfRange(nal, 1 + from, 1 + to));
  }
}
