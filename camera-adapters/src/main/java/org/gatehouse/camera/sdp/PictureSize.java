package org.gatehouse.camera.sdp;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.camera.rtsp.Numbers;
import org.jspecify.annotations.Nullable;

/** Width and height of pictures, in pixels, as a description tells them. */
public record PictureSize(int width, int height) {
  private static final int MAX_SIDE = 16_384;
  private static final Pattern TWO_NUMBERS =
      Pattern.compile("(\\d{1,5})\\s*[-,xX]\\s*(\\d{1,5})\\s*$");

  /**
   * From {@code a=x-dimensions:1920,1080}, {@code a=framesize:26 1920-1080} (3GPP TS 26.234 §5.3.3)
   * or {@code a=cliprect:0,0,1080,1920}; null if nothing is told.
   */
  static @Nullable PictureSize of(List<String> attributes) {
    for (String name : List.of("x-dimensions", "framesize")) {
      String value = Attributes.first(attributes, name);
      PictureSize size = value == null ? null : parse(value, false);
      if (size != null) {
        return size;
      }
    }
    String rectangle = Attributes.first(attributes, "cliprect");
    return rectangle == null ? null : parse(rectangle, true);
  }

  private static @Nullable PictureSize parse(String value, boolean heightFirst) {
    Matcher found = TWO_NUMBERS.matcher(value);
    if (!found.find()) {
      return null;
    }
    int first = Numbers.leading(found.group(1), 0);
    int second = Numbers.leading(found.group(2), 0);
    boolean sane = first > 0 && first <= MAX_SIDE && second > 0 && second <= MAX_SIDE;
    int width = heightFirst ? second : first;
    return sane ? new PictureSize(width, heightFirst ? first : second) : null;
  }
}
