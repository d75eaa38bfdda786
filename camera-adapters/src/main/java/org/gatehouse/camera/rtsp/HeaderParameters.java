package org.gatehouse.camera.rtsp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Splits header values such as {@code a;b=c;d="e;f"}; quotes protect separators. */
public final class HeaderParameters {
  private HeaderParameters() {}

  /** The parts between {@code separator}, trimmed, with empty ones left out. */
  public static List<String> split(String value, char separator) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i <= value.length(); i++) {
      if (i == value.length() || (!quoted && value.charAt(i) == separator)) {
        String part = value.substring(start, i).trim();
        if (!part.isEmpty()) {
          parts.add(part);
        }
        start = i + 1;
      } else if (value.charAt(i) == '"') {
        quoted = !quoted;
      } else if (quoted && value.charAt(i) == '\\' && i + 1 < value.length()) {
        i++;
      }
    }
    return parts;
  }

  /**
   * The parts as names in lower case with their values, unquoted; the value is empty where there is
   * no equals sign. The first of equal names wins.
   */
  public static Map<String, String> parse(List<String> parts) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String part : parts) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? part : part.substring(0, equals);
      String value = equals < 0 ? "" : unquote(part.substring(equals + 1).trim());
      parameters.putIfAbsent(name.trim().toLowerCase(Locale.ROOT), value);
    }
    return parameters;
  }

  private static String unquote(String value) {
    boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1") : value;
  }
}
