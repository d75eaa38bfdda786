package org.gatehouse.server.wiring;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import org.gatehouse.server.config.ServerConfig;
import org.gatehouse.server.config.SiteConfig;
import org.gatehouse.server.tls.ServerCertificate;

/** The certificate that a site's engine serves with. Stateless. */
final class Certificates {
  private Certificates() {}

  /** The configured one, or the one that the engine makes for the names it is known by. */
  static ServerCertificate of(SiteConfig site) {
    Path chain = site.server().tls().certificate();
    Path key = site.server().tls().key();
    return chain != null && key != null
        ? ServerCertificate.given(chain, key)
        : ServerCertificate.of(site.data(), names(site.server()));
  }

  private static Set<String> names(ServerConfig server) {
    Set<String> names = new LinkedHashSet<>();
    URI known = server.publicUrl();
    if (known != null && known.getHost() != null) {
      names.add(known.getHost());
    }
    try {
      InetAddress self = InetAddress.getLocalHost();
      names.add(self.getHostName());
      names.add(self.getHostAddress());
    } catch (UnknownHostException e) {
      // Known by the address that it listens on only.
    }
    if (!InetAddress.ofLiteral(server.bind()).isAnyLocalAddress()) {
      names.add(server.bind());
    }
    return names;
  }
}
