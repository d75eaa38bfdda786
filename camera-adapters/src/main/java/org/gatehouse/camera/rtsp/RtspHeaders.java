package org.gatehouse.camera.rtsp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The header lines of a message in their order; names compare without case. Immutable. */
public record RtspHeaders(List<Line> lines) {
  /** No header at all. */
  public static final RtspHeaders EMPTY = new RtspHeaders(List.of());

  /** One header line. */
  public record Line(String name, String value) {}

  /** Copies the lines. */
  public RtspHeaders {
    lines = List.copyOf(lines);
  }

  /** These headers and one more at the end. */
  public RtspHeaders with(String name, String value) {
    List<Line> more = new ArrayList<>(lines);
    more.add(new Line(name, value));
    return new RtspHeaders(more);
  }

  /** The value of the first header of that name, trimmed; null if there is none. */
  public @Nullable String first(String name) {
    for (Line line : lines) {
      if (line.name.equalsIgnoreCase(name)) {
        return line.value;
      }
    }
    return null;
  }

  /** The values of all headers of that name. */
  public List<String> all(String name) {
    return lines.stream().filter(l -> l.name.equalsIgnoreCase(name)).map(Line::value).toList();
  }

  /** The header's leading decimal digits as a number; {@code otherwise} if there are none. */
  public int number(String name, int otherwise) {
    String value = first(name);
    return value == null ? otherwise : Numbers.leading(value, otherwise);
  }
}
