package org.gatehouse.server.config;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.gatehouse.server.config.bind.Checker.Complaints;
import org.gatehouse.server.config.bind.Shown;

/** What must hold for logins at a provider. Stateless. */
final class OidcChecks {
  /** RFC 6749, section 3.3. */
  private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5b\\x5d-\\x7e]+");

  private static final int LONGEST_BUTTON = 60;

  private OidcChecks() {}

  static void issuer(URI issuer, Complaints complaints) {
    boolean https = "https".equals(issuer.getScheme());
    boolean near = "http".equals(issuer.getScheme()) && loopback(issuer.getHost());
    if (!https && !near) {
      complaints.about(
          "issuer",
          "expected a URL with https://, or http:// to this machine, but saw "
              + Shown.text(issuer.toString()));
    }
    if (issuer.getRawQuery() != null || issuer.getRawFragment() != null) {
      complaints.about("issuer", "an issuer has neither ? nor # in it");
    }
  }

  private static boolean loopback(String host) {
    try {
      return "localhost".equals(host)
          || InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  static void scopes(List<?> scopes, Complaints complaints) {
    if (!scopes.contains("openid")) {
      complaints.about("scopes", "'openid' must be among them, or it is no OpenID Connect");
    }
    for (Object scope : scopes) {
      if (!SCOPE.matcher((String) scope).matches()) {
        complaints.about("scopes", Shown.text((String) scope) + " can be no scope");
      }
    }
  }

  static void button(String words, Complaints complaints) {
    if (words.length() > LONGEST_BUTTON) {
      complaints.about("button", "expected at most " + LONGEST_BUTTON + " characters");
    }
  }

  static void roles(List<?> roles, Complaints complaints) {
    if (roles.isEmpty()) {
      complaints.about("roles", "nobody would get in; leave oidc out instead");
    }
  }

  static void sites(List<?> sites, Complaints complaints) {
    if (sites.isEmpty()) {
      complaints.about("sites", "it would hold nowhere; leave sites out for all");
    }
  }
}
