package org.gatehouse.camera.simulator.fleet;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gatehouse.camera.packing.NalCodec;

/**
 * Pictures packed into interleaved RTP packets by {@link ClipPacker}, mapped into memory: any
 * number of cameras share them. Immutable; the bytes are read on one thread at a time.
 */
public final class PackedClip {
  private static final int PICTURE_HEADER = 8;

  private final NalCodec codec;
  private final int framesPerSecond;
  private final List<byte[]> parameterSets;
  private final ByteBuf bytes;
  private int[] offsets = new int[1024];
  private int[] sizes = new int[1024];
  private int pictures;
  private int[] keys = new int[64];
  private int gops;

  private PackedClip(ByteBuffer file) throws IOException {
    bytes = Unpooled.wrappedBuffer(file);
    byte[] magic = new byte[ClipPacker.MAGIC.length];
    bytes.readBytes(magic);
    if (!Arrays.equals(magic, ClipPacker.MAGIC)) {
      throw new IOException("this is no packed clip");
    }
    codec = NalCodec.of(bytes.readUnsignedByte());
    framesPerSecond = bytes.readUnsignedByte();
    List<byte[]> sets = new ArrayList<>();
    for (int left = bytes.readUnsignedByte(); left > 0; left--) {
      byte[] set = new byte[bytes.readUnsignedShort()];
      bytes.readBytes(set);
      sets.add(set);
    }
    parameterSets = List.copyOf(sets);
    index();
  }

  /**
   * Maps a file that {@link ClipPacker} wrote.
   *
   * @throws IOException if it cannot be read or is something else
   */
  public static PackedClip open(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return new PackedClip(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
    }
  }

  /** Of bytes at hand. */
  static PackedClip of(byte[] file) throws IOException {
    return new PackedClip(ByteBuffer.wrap(file));
  }

  private void index() throws IOException {
    while (bytes.isReadable(PICTURE_HEADER)) {
      int size = bytes.readInt();
      bytes.skipBytes(2);
      boolean key = bytes.readByte() != 0;
      bytes.skipBytes(1);
      if (!bytes.isReadable(size)) {
        throw new IOException("the clip is cut off after " + pictures + " pictures");
      }
      add(bytes.readerIndex(), size, key);
      bytes.skipBytes(size);
    }
    if (gops == 0 || keys[0] != 0) {
      throw new IOException("the clip does not start with a key picture");
    }
  }

  private void add(int offset, int size, boolean key) {
    if (pictures == offsets.length) {
      offsets = Arrays.copyOf(offsets, pictures * 2);
      sizes = Arrays.copyOf(sizes, pictures * 2);
    }
    if (key) {
      keys = gops == keys.length ? Arrays.copyOf(keys, gops * 2) : keys;
      keys[gops++] = pictures;
    }
    offsets[pictures] = offset;
    sizes[pictures++] = size;
  }

  NalCodec codec() {
    return codec;
  }

  /** SPS and PPS, with VPS before them for H.265. */
  List<byte[]> parameterSets() {
    return parameterSets;
  }

  /** Pictures a second. */
  public int framesPerSecond() {
    return framesPerSecond;
  }

  /** How many pictures there are. */
  public int pictures() {
    return pictures;
  }

  /** How many groups of pictures there are; each starts with a key picture. */
  public int gops() {
    return gops;
  }

  /** The first picture of a group. */
  int gopStart(int gop) {
    return keys[gop];
  }

  /** The picture after the last one of a group. */
  int gopEnd(int gop) {
    return gop + 1 == gops ? pictures : keys[gop + 1];
  }

  /** Bytes on the wire over TCP. */
  int size(int picture) {
    return sizes[picture];
  }

  /** Appends a picture's packets, their numbers still zero. */
  void copy(int picture, ByteBuf out) {
    out.writeBytes(bytes, offsets[picture], sizes[picture]);
  }

  /** The rate on the wire over the whole clip. */
  public double bitsPerSecond() {
    long sum = 0;
    for (int i = 0; i < pictures; i++) {
      sum += sizes[i];
    }
    return sum * 8.0 * framesPerSecond / pictures;
  }
}
