package org.gatehouse.server.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.InetAddress;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How others reach the engine, and so where they come from. Immutable.
 *
 * @param publicUrl by which address; null if that is not known
 * @param proxies addresses of proxies that are believed for whom they ask
 */
public record Reach(@Nullable URI publicUrl, Set<String> proxies) {
  /** Without anything between. */
  static final Reach DIRECT = Reach.of(null, List.of());

  /** Copies the set. */
  public Reach {
    proxies = Set.copyOf(proxies);
  }

  /** With those proxies; each address in whatever way it is written. */
  public static Reach of(@Nullable URI publicUrl, Collection<String> proxies) {
    return new Reach(publicUrl, proxies.stream().map(Reach::plain).collect(Collectors.toSet()));
  }

  /** Whether the browser asks by HTTPS, be it only as far as a proxy. */
  boolean byHttps(HttpServerRequest request) {
    HostAndPort authority = request.authority();
    return request.isSSL()
        || "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"))
        || (authority != null && isHttpsOutside(authority.host()));
  }

  private boolean isHttpsOutside(String host) {
    return publicUrl != null
        && "https".equalsIgnoreCase(publicUrl.getScheme())
        && host.equalsIgnoreCase(publicUrl.getHost());
  }

  /** Where a request comes from: what a proxy that is believed says last, or the connection. */
  String address(HttpServerRequest request) {
    String connected = String.valueOf(request.remoteAddress().hostAddress());
    if (proxies.isEmpty() || !proxies.contains(plain(connected))) {
      return connected;
    }
    List<String> headers = request.headers().getAll("X-Forwarded-For");
    String all = headers.isEmpty() ? "" : headers.getLast();
    String last = all.substring(all.lastIndexOf(',') + 1).strip();
    return isAddress(last) ? plain(last) : connected;
  }

  private static boolean isAddress(String text) {
    try {
      return !text.isEmpty() && !InetAddress.ofLiteral(text).isAnyLocalAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** An address as it is compared: IPv6 may be written in many ways. */
  private static String plain(String address) {
    return isAddress(address) ? InetAddress.ofLiteral(address).getHostAddress() : address;
  }
}
