package org.gatehouse.camera.packing;

import java.util.List;

/**
 * RFC 3640 in mode AAC-hbr (§3.3.6): one access unit without ADTS header in a packet, or its
 * fragments, behind its size in 13 bits and an index of 3.
 */
public record AacPacking() implements Packing {
  @Override
  public void pack(byte[] unit, List<byte[]> before, Sink sink) {
    // The size is that of the whole access unit in each of its fragments, §3.2.3.1.
    byte[] header = {0, 16, (byte) (unit.length >> 5), (byte) (unit.length << 3)};
    int most = MOST - header.length;
    for (int at = 0; at < unit.length; at += most) {
      int length = Math.min(most, unit.length - at);
      sink.payload(header, unit, at, length, at + length == unit.length);
    }
  }
}
