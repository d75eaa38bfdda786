package org.gatehouse.camera.packing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * RFC 2435: baseline JPEG files with the usual Huffman tables, cut into scan data; sizes, kind of
 * sampling, restart interval and quantization tables go into the payloads' headers. Sides are
 * multiples of 8 pixels, at most 2040.
 */
public record JpegPacking() implements Packing {
  private static final int SOF0 = 0xc0;
  private static final int DQT = 0xdb;
  private static final int DRI = 0xdd;
  private static final int SOS = 0xda;
  private static final int TABLE = 64;
  private static final int TABLES_IN_BAND = 255;
  private static final int WITH_RESTARTS = 64;
  private static final int ALL_RESTARTS = 0xffff;
  private static final int END_OF_IMAGE = 2;

  /** What the segments before the scan tell. */
  private static final class File {
    private final ByteArrayOutputStream tables = new ByteArrayOutputStream();
    private int type;
    private int width;
    private int height;
    private int restartInterval;
    private int scan;

    File(byte[] bytes) {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      in.position(2);
      while (scan == 0) {
        int marker = in.getShort() & 0xff;
        int end = in.position() + (in.getShort() & 0xffff);
        segment(in, marker, end);
        in.position(end);
        scan = marker == SOS ? end : 0;
      }
    }

    private void segment(ByteBuffer in, int marker, int end) {
      switch (marker) {
        case SOF0 -> {
          int at = in.position();
          height = in.getShort(at + 1) & 0xffff;
          width = in.getShort(at + 3) & 0xffff;
          // Sampling of the luminance, §4.1: 2x1 is type 0, 2x2 is type 1.
          type = in.get(at + 7) == 0x22 ? 1 : 0;
        }
        case DRI -> restartInterval = in.getShort() & 0xffff;
        case DQT -> {
          while (in.position() < end) {
            byte[] table = new byte[TABLE];
            in.get();
            in.get(table);
            tables.writeBytes(table);
          }
        }
        default -> {}
      }
    }

    /** §3.1, with what follows it in §3.1.7 and, in the first payload, §3.1.8. */
    byte[] header(int offset) {
      boolean restarts = restartInterval > 0;
      boolean withTables = offset == 0;
      int size = 8 + (restarts ? 4 : 0) + (withTables ? 4 + tables.size() : 0);
      ByteBuffer header = ByteBuffer.allocate(size);
      header.putInt(offset).put((byte) (type + (restarts ? WITH_RESTARTS : 0)));
      header.put((byte) TABLES_IN_BAND).put((byte) (width / 8)).put((byte) (height / 8));
      if (restarts) {
        header.putShort((short) restartInterval).putShort((short) ALL_RESTARTS);
      }
      if (withTables) {
        header.putShort((short) 0).putShort((short) tables.size()).put(tables.toByteArray());
      }
      return header.array();
    }
  }

  @Override
  public void pack(byte[] unit, List<byte[]> before, Sink sink) {
    File file = new File(unit);
    int end = unit.length - END_OF_IMAGE;
    for (int at = file.scan; at < end; ) {
      byte[] header = file.header(at - file.scan);
      int length = Math.min(MOST - header.length, end - at);
      if (length <= 0) {
        throw new IllegalArgumentException("tables that leave no room for the picture");
      }
      sink.payload(header, unit, at, length, at + length == end);
      at += length;
    }
  }
}
