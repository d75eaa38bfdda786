package org.gatehouse.runtime.mp4;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Boxes taken apart again, by their sizes and types alone. */
record BoxTree(String type, byte[] body, List<BoxTree> children) {
  private static final Set<String> CONTAINERS =
      Set.of("moov", "trak", "mdia", "minf", "dinf", "stbl", "mvex", "moof", "traf");

  static List<BoxTree> parse(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    List<BoxTree> boxes = new ArrayList<>();
    while (in.hasRemaining()) {
      int size = in.getInt();
      byte[] type = new byte[4];
      in.get(type);
      byte[] body = new byte[size - 8];
      in.get(body);
      String name = new String(type, StandardCharsets.US_ASCII);
      boxes.add(new BoxTree(name, body, CONTAINERS.contains(name) ? parse(body) : List.of()));
    }
    return boxes;
  }

  /** The only child of that type. */
  BoxTree child(String name) {
    List<BoxTree> found = children.stream().filter(box -> box.type.equals(name)).toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " boxes " + name + " in " + type);
    }
    return found.getFirst();
  }

  ByteBuffer data() {
    return ByteBuffer.wrap(body);
  }

  /** Its type and those of its children. */
  String outline() {
    return children.isEmpty()
        ? type
        : type + children.stream().map(BoxTree::outline).toList().toString().replace(", ", " ");
  }
}
