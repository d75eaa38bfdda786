package org.gatehouse.camera.onvif;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Cameras name addresses that cannot be reached: of another interface, behind a router, or of the
 * factory. The host that answered is kept, with the path that is named. Pure.
 *
 * @param reached the device service that answered
 */
record ReachableHost(URI reached) {
  /**
   * Where an http service is that the camera names: its port too if it names our host, else the
   * port that answered, because a router maps both.
   *
   * @return null if what it names is no URL
   */
  @Nullable URI service(String named) {
    URI uri = parse(named);
    if (uri == null || (uri.getHost() == null && !named.startsWith("/"))) {
      return null;
    }
    boolean sameHost = reached.getHost().equalsIgnoreCase(uri.getHost());
    boolean sameScheme = reached.getScheme().equalsIgnoreCase(uri.getScheme());
    return build(
        reached.getScheme(), sameHost && sameScheme ? uri.getPort() : reached.getPort(), uri);
  }

  /** Where a stream is that the camera names, on the port that it names. */
  @Nullable URI stream(String named) {
    URI uri = parse(named);
    if (uri == null || uri.getScheme() == null || uri.getHost() == null) {
      return null;
    }
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    return scheme.startsWith("rtsp") ? build(scheme, uri.getPort(), uri) : null;
  }

  private @Nullable URI build(String scheme, int port, URI named) {
    String path =
        named.getRawPath() == null || named.getRawPath().isEmpty() ? "/" : named.getRawPath();
    String query = named.getRawQuery() == null ? "" : "?" + named.getRawQuery();
    String colon = port < 0 ? "" : ":" + port;
    return parse(scheme + "://" + reached.getHost() + colon + path + query);
  }

  private static @Nullable URI parse(String text) {
    try {
      return new URI(text.trim().replace(" ", "%20"));
    } catch (URISyntaxException e) {
      return null;
    }
  }
}
