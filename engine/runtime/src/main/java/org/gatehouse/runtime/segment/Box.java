package org.gatehouse.runtime.segment;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A box (§4.2) by its place in the bytes that it was found in.
 *
 * @param type four ASCII letters
 * @param start where its size stands
 * @param end after its last byte
 */
record Box(int type, int start, int end) {
  static final int HEADER = 8;

  /** FullBox (§4.2): version and flags come first. */
  static final int FULL = HEADER + 4;

  static final int FTYP = type("ftyp");
  static final int MOOV = type("moov");
  static final int TRAK = type("trak");
  static final int TKHD = type("tkhd");
  static final int MDIA = type("mdia");
  static final int MDHD = type("mdhd");
  static final int HDLR = type("hdlr");
  static final int MINF = type("minf");
  static final int STBL = type("stbl");
  static final int STSD = type("stsd");
  static final int MVEX = type("mvex");
  static final int TREX = type("trex");
  static final int MOOF = type("moof");
  static final int MFHD = type("mfhd");
  static final int TRAF = type("traf");
  static final int TFHD = type("tfhd");
  static final int TFDT = type("tfdt");
  static final int TRUN = type("trun");
  static final int MDAT = type("mdat");

  static int type(String letters) {
    int type = 0;
    for (int i = 0; i < letters.length(); i++) {
      type = type << 8 | letters.charAt(i);
    }
    return type;
  }

  int size() {
    return end - start;
  }

  /** Where its content begins. */
  int body() {
    return start + HEADER;
  }

  /** The boxes one after the other from {@code from} on, as far as they are whole. */
  static List<Box> in(ByteBuffer bytes, int from, int to) {
    List<Box> boxes = new ArrayList<>();
    int at = from;
    while (at + HEADER <= to) {
      int size = bytes.getInt(at);
      if (size < HEADER || size > to - at) {
        break;
      }
      boxes.add(new Box(bytes.getInt(at + 4), at, at + size));
      at += size;
    }
    return boxes;
  }

  /** The boxes in this one. */
  List<Box> children(ByteBuffer bytes) {
    return in(bytes, body(), end);
  }

  /** The first box in this one along that path of types; null if there is none. */
  @Nullable Box find(ByteBuffer bytes, int... path) {
    Box at = this;
    for (int type : path) {
      at = first(at.children(bytes), type);
      if (at == null) {
        return null;
      }
    }
    return at;
  }

  /** The first of that type. */
  static @Nullable Box first(List<Box> boxes, int type) {
    for (Box box : boxes) {
      if (box.type == type) {
        return box;
      }
    }
    return null;
  }
}
