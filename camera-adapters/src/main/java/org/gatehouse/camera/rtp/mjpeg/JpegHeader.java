package org.gatehouse.camera.rtp.mjpeg;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.HexFormat;
import org.gatehouse.camera.rtp.mjpeg.QuantizationTables.JpegTables;

/** Writes what RFC 2435 leaves out of a picture: the markers before its scan, RFC 2435 §4.1. */
final class JpegHeader {
  private static final int MOST_BYTES = 1024;
  private static final int SAMPLING_422 = 0x21;
  private static final int SAMPLING_420 = 0x22;

  /** SOI and a JFIF 1.1 header without thumbnail. */
  private static final byte[] START = hex("ffd8 ffe0 0010 4a46494600 0101 00 0001 0001 00 00");

  private static final byte[] SCAN = hex("ffda 000c 03 0100 0211 0311 00 3f 00");

  /** T.81 annex K.3: the tables of all baseline pictures, DC and AC, luminance and chrominance. */
  private static final byte[] HUFFMAN =
      hex(
          """
          ffc4 01a2
          00 00010501010101010100000000000000 000102030405060708090a0b
          10 0002010303020403050504040000017d
          01020300041105122131410613516107227114328191a1082342b1c11552d1f024336272
          82090a161718191a25262728292a3435363738393a434445464748494a53545556575859
          5a636465666768696a737475767778797a838485868788898a92939495969798999aa2a3
          a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2
          e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9fa
          01 00030101010101010101010000000000 000102030405060708090a0b
          11 00020102040403040705040400010277
          0001020311040521310612415107617113223281081442 91a1b1c109233352f0156272d1
          0a162434e125f11718191a262728292a35363738393a434445464748494a535455565758
          595a636465666768696a737475767778797a82838485868788898a92939495969798999a
          a2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9da
          e2e3e4e5e6e7e8e9eaf2f3f4f5f6f7f8f9fa
          """);

  private JpegHeader() {}

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
  }

  /**
   * The header of a picture.
   *
   * @param restartInterval in MCUs; 0 for none
   * @param verticalSampling whether chrominance is halved vertically too (type 1)
   */
  static byte[] of(
      int width, int height, boolean verticalSampling, int restartInterval, JpegTables tables) {
    ByteBuf out = Unpooled.buffer(MOST_BYTES);
    out.writeBytes(START);
    table(out, 0, tables.precisions() & 1, tables.luma());
    table(out, 1, tables.precisions() >> 1, tables.chroma());
    if (restartInterval > 0) {
      out.writeShort(0xffdd).writeShort(4).writeShort(restartInterval);
    }
    out.writeShort(0xffc0).writeShort(17).writeByte(8).writeShort(height).writeShort(width);
    int luma = verticalSampling ? SAMPLING_420 : SAMPLING_422;
    out.writeByte(3).writeByte(1).writeByte(luma).writeByte(0);
    out.writeByte(2).writeByte(0x11).writeByte(1);
    out.writeByte(3).writeByte(0x11).writeByte(1);
    out.writeBytes(HUFFMAN).writeBytes(SCAN);
    byte[] header = new byte[out.readableBytes()];
    out.readBytes(header);
    return header;
  }

  private static void table(ByteBuf out, int number, int precision, byte[] values) {
    out.writeShort(0xffdb).writeShort(3 + values.length);
    out.writeByte((precision << 4) | number).writeBytes(values);
  }
}
