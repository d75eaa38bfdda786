package org.gatehouse.camera.rtp.audio;

/**
 * How long an Opus packet sounds, from its table-of-contents byte, RFC 6716 §3.1.
 *
 * <pre>
 *  0 1 2 3 4 5 6 7
 * +-+-+-+-+-+-+-+-+
 * | config  |s| c |
 * +-+-+-+-+-+-+-+-+
 * </pre>
 */
final class OpusDuration {
  private static final int MILLI = 48;
  private static final int LONGEST = 120 * MILLI;
  private static final int FIRST_HYBRID = 12;
  private static final int FIRST_CELT = 16;

  private OpusDuration() {}

  /** Ticks of 1/48000 s; 0 if the packet breaks RFC 6716 §3.4. */
  static int ticks(byte[] packet) {
    if (packet.length == 0) {
      return 0;
    }
    int ticks = frames(packet) * frameTicks((packet[0] & 0xff) >> 3);
    return ticks <= LONGEST ? ticks : 0;
  }

  /** RFC 6716 §3.2: one, two of equal or other size, or as many as a second byte says. */
  private static int frames(byte[] packet) {
    return switch (packet[0] & 3) {
      case 0 -> 1;
      case 1 -> packet.length % 2 == 1 ? 2 : 0;
      case 2 -> packet.length > 1 ? 2 : 0;
      default -> packet.length > 1 ? packet[1] & 0x3f : 0;
    };
  }

  /** RFC 6716 table 2: SILK 10, 20, 40, 60 ms; hybrid 10, 20 ms; CELT 2.5, 5, 10, 20 ms. */
  private static int frameTicks(int config) {
    if (config < FIRST_HYBRID) {
      return config % 4 == 3 ? 60 * MILLI : (10 * MILLI) << (config % 4);
    }
    return config < FIRST_CELT ? (10 * MILLI) << (config % 2) : (5 * MILLI / 2) << (config % 4);
  }
}
