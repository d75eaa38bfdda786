package org.gatehouse.camera.packing;

import java.util.List;

/**
 * Bytes without a header of their own: Opus packets (RFC 7587) and G.711 (RFC 3551 §4.5.14), which
 * fit into one packet, and ONVIF metadata (Streaming Specification §5.2.1.1), which may not.
 */
public record PlainPacking() implements Packing {
  private static final byte[] NONE = {};

  @Override
  public void pack(byte[] unit, List<byte[]> before, Sink sink) {
    for (int at = 0; at < unit.length; at += MOST) {
      int length = Math.min(MOST, unit.length - at);
      sink.payload(NONE, unit, at, length, at + length == unit.length);
    }
  }
}
