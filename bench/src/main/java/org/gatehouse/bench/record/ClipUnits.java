package org.gatehouse.bench.record;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.contract.media.ParameterSets;

/**
 * A packed clip's pictures put together again as sessions publish them: NAL units after their
 * lengths. Of clips in H.264 only.
 */
record ClipUnits(ParameterSets parameters, List<byte[]> sets, List<Picture> pictures) {
  private static final int MAGIC_CODEC_AND_RATE = 8 + 2;
  private static final int RTP_HEADER = 12;
  private static final int FU_A = 28;
  private static final int SPS = 7;
  private static final int PPS = 8;
  private static final int WIDTH = 1280;
  private static final int HEIGHT = 720;

  /** One coded picture; the array is shared and must not be changed. */
  record Picture(boolean key, byte[] avcc) {}

  /** Reads a file that {@code ClipPacker} wrote. */
  static ClipUnits read(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 20))) {
      in.skipNBytes(MAGIC_CODEC_AND_RATE);
      List<byte[]> sets = new ArrayList<>();
      for (int left = in.readUnsignedByte(); left > 0; left--) {
        sets.add(in.readNBytes(in.readUnsignedShort()));
      }
      ParameterSets parameters = ParameterSets.h264(sets.get(0), sets.get(1), WIDTH, HEIGHT);
      return new ClipUnits(parameters, sets, pictures(in));
    }
  }

  private static List<Picture> pictures(DataInputStream in) throws IOException {
    List<Picture> pictures = new ArrayList<>();
    try {
      while (true) {
        in.readInt();
        int packets = in.readUnsignedShort();
        boolean key = in.readUnsignedByte() != 0;
        in.readByte();
        pictures.add(new Picture(key, picture(in, packets)));
      }
    } catch (EOFException end) {
      return pictures;
    }
  }

  /** RFC 6184 §5.6 and §5.8; in-band parameter sets are left out as sessions do. */
  private static byte[] picture(DataInputStream in, int packets) throws IOException {
    ByteArrayOutputStream picture = new ByteArrayOutputStream();
    ByteArrayOutputStream nal = new ByteArrayOutputStream();
    for (int i = 0; i < packets; i++) {
      in.readShort();
      byte[] packet = in.readNBytes(in.readUnsignedShort());
      boolean fragment = (packet[RTP_HEADER] & 0x1f) == FU_A;
      int flags = fragment ? packet[RTP_HEADER + 1] : 0xc0;
      if (fragment && (flags & 0x80) != 0) {
        nal.write((packet[RTP_HEADER] & 0xe0) | (flags & 0x1f));
      }
      int from = RTP_HEADER + (fragment ? 2 : 0);
      nal.write(packet, from, packet.length - from);
      if ((flags & 0x40) != 0) {
        add(picture, nal.toByteArray());
        nal.reset();
      }
    }
    return picture.toByteArray();
  }

  private static void add(ByteArrayOutputStream picture, byte[] nal) {
    int type = nal[0] & 0x1f;
    if (type != SPS && type != PPS) {
      picture.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(nal.length).array());
      picture.writeBytes(nal);
    }
  }

  /** Number of a key picture, about that part of the way through the clip. */
  int keyAt(double part) {
    int at = (int) (part * pictures.size());
    while (!pictures.get(at).key()) {
      at--;
    }
    return at;
  }

  /** Writes it as a byte stream (annex B), for ffmpeg. */
  void writeStream(OutputStream out) throws IOException {
    byte[] start = {0, 0, 0, 1};
    for (Picture picture : pictures) {
      for (byte[] set : picture.key() ? sets : List.<byte[]>of()) {
        out.write(start);
        out.write(set);
      }
      ByteBuffer avcc = ByteBuffer.wrap(picture.avcc());
      while (avcc.hasRemaining()) {
        int length = avcc.getInt();
        out.write(start);
        out.write(picture.avcc(), avcc.position(), length);
        avcc.position(avcc.position() + length);
      }
    }
  }
}
