package org.gatehouse.camera.simulator.fleet;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.gatehouse.camera.packing.NalCodec;

/**
 * Packs a byte stream (annex B) into interleaved RTP packets once and for all. What it writes,
 * {@link PackedClip} reads:
 *
 * <pre>
 * "GHCLIP01"  codec:u8  framesPerSecond:u8  sets:u8  { length:u16 bytes }*sets
 * { bytes:u32  packets:u16  key:u8  0:u8  packet* }*     one for each picture
 * packet: '$' 0 length:u16, RTP header of 12 bytes whose numbers are zero, payload
 * </pre>
 *
 * Not thread-safe; used up by one stream.
 */
public final class ClipPacker {
  static final byte[] MAGIC = "GHCLIP01".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  static final int PAYLOAD_TYPE = 96;
  static final int FRAME_HEADER = 4;
  static final int RTP_HEADER = 12;
  private static final int MOST_PAYLOAD = 1400;
  private static final int MARKER = 0x80;

  private final NalCodec codec;
  private final int framesPerSecond;
  private final DataOutputStream out;
  private final List<byte[]> picture = new ArrayList<>();
  private boolean hasSlice;
  private boolean key;
  private int pictures;

  private ClipPacker(NalCodec codec, int framesPerSecond, DataOutputStream out) {
    this.codec = codec;
    this.framesPerSecond = framesPerSecond;
    this.out = out;
  }

  /**
   * Packs a whole stream that starts with parameter sets and a key picture.
   *
   * @param progress told how many pictures are done, after each
   * @return how many pictures there were
   */
  public static int pack(
      NalCodec codec,
      int framesPerSecond,
      InputStream stream,
      DataOutputStream out,
      IntConsumer progress)
      throws IOException {
    ClipPacker packer = new ClipPacker(codec, framesPerSecond, out);
    NalReader reader = new NalReader(stream);
    for (byte[] nal = reader.next(); nal != null; nal = reader.next()) {
      packer.add(nal, progress);
    }
    packer.endPicture(progress);
    return packer.pictures;
  }

  private void add(byte[] nal, IntConsumer progress) throws IOException {
    int type = codec.type(nal);
    boolean slice = codec.slice(type);
    if (hasSlice && (!slice || codec.firstSlice(nal))) {
      endPicture(progress);
    }
    if (!codec.dispensable(type)) {
      picture.add(nal);
      hasSlice |= slice;
      key |= codec.key(type);
    }
  }

  private void endPicture(IntConsumer progress) throws IOException {
    if (!hasSlice) {
      return;
    }
    if (pictures == 0) {
      head();
    }
    List<byte[]> packets = packets();
    out.writeInt(packets.stream().mapToInt(p -> p.length).sum());
    out.writeShort(packets.size());
    out.writeByte(key ? 1 : 0);
    out.writeByte(0);
    for (byte[] packet : packets) {
      out.write(packet);
    }
    picture.clear();
    hasSlice = false;
    key = false;
    progress.accept(++pictures);
  }

  private void head() throws IOException {
    List<byte[]> sets = picture.stream().filter(nal -> codec.parameters(codec.type(nal))).toList();
    if (sets.isEmpty() || !key) {
      throw new IOException("the stream does not start with parameter sets and a key picture");
    }
    out.write(MAGIC);
    out.writeByte(codec.code());
    out.writeByte(framesPerSecond);
    out.writeByte(sets.size());
    for (byte[] set : sets) {
      out.writeShort(set.length);
      out.write(set);
    }
  }

  private List<byte[]> packets() {
    List<byte[]> packets = new ArrayList<>();
    for (int i = 0; i < picture.size(); i++) {
      fragment(packets, picture.get(i), i == picture.size() - 1);
    }
    return packets;
  }

  private void fragment(List<byte[]> packets, byte[] nal, boolean last) {
    if (nal.length <= MOST_PAYLOAD) {
      packets.add(packet(new byte[0], nal, 0, nal.length, last));
      return;
    }
    byte[] header = new byte[codec.nalHeader() + 1];
    int begin = codec.nalHeader();
    for (int at = begin; at < nal.length; ) {
      int size = Math.min(MOST_PAYLOAD - header.length, nal.length - at);
      boolean ends = at + size == nal.length;
      codec.fragmentHeader(nal, (at == begin ? 0x80 : 0) | (ends ? 0x40 : 0), header);
      packets.add(packet(header, nal, at, size, last && ends));
      at += size;
    }
  }

  /** RFC 2326 §10.12 around RFC 3550 §5.1; sequence, timestamp and source stay zero. */
  private static byte[] packet(byte[] header, byte[] nal, int from, int size, boolean marker) {
    int length = RTP_HEADER + header.length + size;
    byte[] packet = new byte[FRAME_HEADER + length];
    packet[0] = '$';
    packet[2] = (byte) (length >> 8);
    packet[3] = (byte) length;
    packet[4] = (byte) 0x80;
    packet[5] = (byte) ((marker ? MARKER : 0) | PAYLOAD_TYPE);
    System.arraycopy(header, 0, packet, FRAME_HEADER + RTP_HEADER, header.length);
    System.arraycopy(nal, from, packet, FRAME_HEADER + RTP_HEADER + header.length, size);
    return packet;
  }
}
