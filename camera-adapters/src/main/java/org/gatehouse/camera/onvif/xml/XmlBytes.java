package org.gatehouse.camera.onvif.xml;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bytes to text, by XML 1.0 §4.3.3, without the declaration, which devices get wrong. */
final class XmlBytes {
  private static final int DECLARATION = 200;
  private static final Pattern ENCODING =
      Pattern.compile("encoding\\s*=\\s*[\"']([A-Za-z0-9][A-Za-z0-9._-]{0,39})[\"']");

  private XmlBytes() {}

  /** From the first tag on; empty if there is none. */
  static String decode(byte[] document) {
    String text = new String(document, charset(document));
    int start = text.indexOf('<');
    if (start >= 0 && text.startsWith("<?xml", start)) {
      int end = text.indexOf("?>", start);
      start = end < 0 ? -1 : text.indexOf('<', end);
    }
    return start < 0 ? "" : text.substring(start);
  }

  private static Charset charset(byte[] document) {
    int length = Math.min(DECLARATION, document.length);
    if (length >= 2 && (document[0] & 0xff) == 0xff && (document[1] & 0xff) == 0xfe) {
      return StandardCharsets.UTF_16LE;
    }
    if (length >= 2 && (document[0] & 0xff) == 0xfe && (document[1] & 0xff) == 0xff) {
      return StandardCharsets.UTF_16BE;
    }
    String head = new String(document, 0, length, StandardCharsets.ISO_8859_1);
    int end = head.indexOf("?>");
    Matcher named = ENCODING.matcher(end < 0 ? "" : head.substring(0, end));
    return named.find() ? named(named.group(1)) : StandardCharsets.UTF_8;
  }

  /** A text of single-byte letters cannot really be UTF-16, whatever it says. */
  private static Charset named(String name) {
    if (name.toLowerCase(Locale.ROOT).startsWith("utf") || !Charset.isSupported(name)) {
      return StandardCharsets.UTF_8;
    }
    return Charset.forName(name);
  }
}
