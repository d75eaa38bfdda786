package org.gatehouse.server.config;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import org.gatehouse.contract.config.Default;
import org.gatehouse.contract.config.Describe;
import org.gatehouse.contract.config.Secret;
import org.jspecify.annotations.Nullable;

/** Where the page and the API are served, and who may use them. */
@Describe("The HTTP server with the page and the API.")
public record ServerConfig(
    @Describe(
            "Address to listen on; any but a loopback address needs an access-token, login:"
                + " required, oidc or a public-url of another host.")
        @Default("127.0.0.1")
        String bind,
    @Describe("TCP port, or 0 for any free one.") @Default("8080") int port,
    @Describe("Token that opens the page and the API, as env:NAME or file:PATH.")
        @Nullable Secret accessToken,
    @Describe(
            "optional: while there are no users and no access-token, this machine may do"
                + " everything, unless public-url says that others come too; required: everybody"
                + " logs in, from the first start on.")
        @Default("optional")
        LoginMode login,
    @Describe("Whether HTTPS is served, and by which certificate.") @Default("{}") TlsConfig tls,
    @Describe("Address under which others reach this server, for links in events.")
        @Nullable URI publicUrl,
    @Describe("Addresses of proxies that are believed whom they ask for, by X-Forwarded-For.")
        @Default("[]")
        List<String> trustedProxies,
    @Describe("Logging in at an OpenID Connect provider; off if left out.")
        @Nullable OidcConfig oidc) {
  /**
   * True if everybody logs in from the first start on, users or not: also if others reach this
   * server by a proxy, whose requests come from this machine.
   */
  public boolean loginRequired() {
    return login == LoginMode.REQUIRED
        || oidc != null
        || (publicUrl != null && !namesThisMachine(publicUrl));
  }

  private static boolean namesThisMachine(URI url) {
    String host = String.valueOf(url.getHost()).replaceAll("[\\[\\]]", "");
    try {
      return "localhost".equalsIgnoreCase(host) || InetAddress.ofLiteral(host).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** True if HTTPS is served. */
  public boolean encrypted() {
    return switch (tls.mode()) {
      case ON -> true;
      case OFF -> false;
      case AUTO -> !loopback();
    };
  }

  private boolean loopback() {
    return "localhost".equals(bind) || InetAddress.ofLiteral(bind).isLoopbackAddress();
  }
}
