package org.gatehouse.camera.sdp;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Joins base and control URLs the way cameras expect it, which is not RFC 1808. URLs stay texts: a
 * camera wants its own back as it wrote them, legal or not.
 */
public final class ControlUrls {
  private static final String SCHEME = "rtsp://";
  private static final String SECURE_SCHEME = "rtsps://";

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
    while (startsWithScheme(base) && startsWithScheme(withoutScheme(base))) {
      base = withoutScheme(base);
    }
    if (base.contains("://")) {
      return base;
    }
    boolean secure = requested.regionMatches(true, 0, SECURE_SCHEME, 0, SECURE_SCHEME.length());
    return base.startsWith("/") ? requested : (secure ? SECURE_SCHEME : SCHEME) + base;
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

  private static String withoutScheme(String url) {
    return url.substring(url.indexOf("://") + "://".length());
  }

  private static boolean startsWithScheme(String url) {
    String lower = url.toLowerCase(Locale.ROOT);
    return lower.startsWith(SCHEME) || lower.startsWith(SECURE_SCHEME);
  }
}
