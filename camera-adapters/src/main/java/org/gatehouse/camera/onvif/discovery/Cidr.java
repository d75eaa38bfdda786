package org.gatehouse.camera.onvif.discovery;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An IPv4 network, RFC 4632. Pure. */
record Cidr(int base, int prefix) {
  private static final int WIDEST = 16;
  private static final Pattern TEXT =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})(?:/(\\d{1,2}))?");

  /**
   * Reads {@code 192.168.1.0/24}, or a single address.
   *
   * @throws IllegalArgumentException in words for the person who typed it
   */
  static Cidr parse(String text) {
    Matcher parts = TEXT.matcher(text.trim());
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no network: write it like 192.168.1.0/24");
    }
    int base = 0;
    for (int i = 1; i <= 4; i++) {
      int part = Integer.parseInt(parts.group(i));
      if (part > 255) {
        throw new IllegalArgumentException("'" + text + "': " + part + " is more than 255");
      }
      base = base << 8 | part;
    }
    int prefix = parts.group(5) == null ? 32 : Integer.parseInt(parts.group(5));
    if (prefix < WIDEST || prefix > 32) {
      throw new IllegalArgumentException(
          "'" + text + "': the number after / must be " + WIDEST + " to 32");
    }
    return new Cidr(prefix == 32 ? base : base & -1 << (32 - prefix), prefix);
  }

  /** How many addresses are to be asked. */
  int size() {
    int all = 1 << (32 - prefix);
    return prefix < 31 ? all - 2 : all;
  }

  /** The address of that place: those of network and broadcast are left out. */
  String address(int place) {
    int value = base + place + (prefix < 31 ? 1 : 0);
    return "%d.%d.%d.%d"
        .formatted(value >>> 24, value >>> 16 & 255, value >>> 8 & 255, value & 255);
  }
}
