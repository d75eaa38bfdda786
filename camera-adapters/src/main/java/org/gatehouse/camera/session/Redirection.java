package org.gatehouse.camera.session;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where cameras send clients, RFC 2326 §11.3. The location is taken as it is, but for logins. */
final class Redirection {
  private static final Set<String> SCHEMES = Set.of("rtsp", "rtsps");

  private Redirection() {}

  /**
   * The URL to go to; null if there is none, or if it would lead from an encrypted connection to an
   * open one.
   */
  static @Nullable URI target(URI from, String location) {
    try {
      URI next = from.resolve(new URI(Redaction.withoutUserInfo(location.trim())));
      String scheme = String.valueOf(next.getScheme()).toLowerCase(Locale.ROOT);
      boolean downgrade = Connector.secure(from) && !Connector.secure(next);
      return SCHEMES.contains(scheme) && next.getHost() != null && !downgrade ? next : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }
}
