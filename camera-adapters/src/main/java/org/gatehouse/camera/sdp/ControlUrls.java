package org.gatehouse.camera.sdp;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Joins base and control URLs the way cameras expect it, which is not RFC 1808. URLs stay texts: a
 * camera wants its own back as it wrote them, legal or not.
 */
public final class ControlUrls {
  private static final String SCHEME = "rtsp://";

  private ControlUrls() {}

  /**
   * The base for control attributes, RFC 2326 §C.1.1.
   *
   * @param contentBase value of Content-Base or Content-Location; null if there is neither
   * @param requested the URL that was described
   */
  public static String base(@Nullable String contentBase, String requested) {
    if (contentBase == null || contentBase.isBlank()) {
      return requested;
    }
    String base = contentBase.trim();
    while (startsWithScheme(base) && startsWithScheme(base.substring(SCHEME.length()))) {
      base = base.substring(SCHEME.length());
    }
    if (base.contains("://")) {
      return base;
    }
    return base.startsWith("/") ? requested : SCHEME + base;
  }

  /** The URL that a control attribute means; {@code *} and none at all mean the base itself. */
  public static String join(String base, @Nullable String control) {
    if (control == null || control.isBlank() || control.equals("*")) {
      return base;
    }
    if (startsWithScheme(control)) {
      return control;
    }
    return base.endsWith("/") ? base + control : base + "/" + control;
  }

  private static boolean startsWithScheme(String url) {
    return url.toLowerCase(Locale.ROOT).startsWith(SCHEME);
  }
}
