package org.gatehouse.server.config;

import java.net.InetAddress;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.vision.LaneKind;
import org.gatehouse.server.config.bind.Checker;
import org.gatehouse.server.config.bind.Shown;

/** What must hold in a site's file beyond the form of its values. For one reading, one thread. */
final class SiteChecks implements Checker {
  private final Set<CameraId> cameras = new HashSet<>();
  private final Set<String> destinations = new HashSet<>();

  @Override
  public void check(Object value, Complaints complaints) {
    switch (value) {
      case ServerConfig server -> checkServer(server, complaints);
      case CameraConfig camera -> checkCamera(camera, complaints);
      case AnalyticsConfig analytics -> checkAnalytics(analytics, complaints);
      case DestinationConfig destination -> checkDestination(destination, complaints);
      default -> {}
    }
  }

  private static void checkServer(ServerConfig server, Complaints complaints) {
    if (server.port() < 0 || server.port() > 65535) {
      complaints.about("port", "expected 0 to 65535, but saw " + server.port());
    }
    URI publicUrl = server.publicUrl();
    if (publicUrl != null) {
      checkUrl("public-url", publicUrl, List.of("http", "https"), complaints);
    }
    checkAccess(server, complaints);
  }

  private static void checkAccess(ServerConfig server, Complaints complaints) {
    boolean loopback;
    try {
      loopback =
          "localhost".equals(server.bind())
              || InetAddress.ofLiteral(server.bind()).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      complaints.about(
          "bind", "expected an IP address or localhost, but saw " + Shown.text(server.bind()));
      return;
    }
    if (!loopback && server.accessToken() == null) {
      complaints.about(
          "bind",
          "refusing to listen on "
              + server.bind()
              + " without an access token: whoever reaches it could watch every camera."
              + " Set server.access-token (env:NAME or file:PATH), or bind 127.0.0.1");
    }
  }

  private void checkCamera(CameraConfig camera, Complaints complaints) {
    if (!cameras.add(camera.id())) {
      complaints.about("id", "another camera above has the id '" + camera.id() + "' too");
    }
    checkUrl("url", camera.url(), List.of("rtsp"), complaints);
    if (camera.password() != null && camera.username() == null) {
      complaints.about("password", "there is a password, but no username");
    }
  }

  private static void checkUrl(String key, URI url, List<String> schemes, Complaints complaints) {
    String scheme = String.valueOf(url.getScheme());
    if (!schemes.contains(scheme)) {
      complaints.about(
          key,
          "expected a URL with "
              + String.join(":// or ", schemes)
              + "://, but saw "
              + Shown.text(url.toString()));
    }
  }

  private static void checkAnalytics(AnalyticsConfig analytics, Complaints complaints) {
    if (analytics.kind() == LaneKind.PERSON && !analytics.regions().isEmpty()) {
      complaints.about("regions", "plate regions belong to kind vehicle, not to person");
    }
    for (String region : analytics.regions()) {
      if (!Regions.KNOWN.contains(region)) {
        complaints.about(
            "regions",
            "no plate region "
                + Shown.text(region)
                + "; known: "
                + String.join(", ", Regions.KNOWN));
      }
    }
  }

  private void checkDestination(DestinationConfig destination, Complaints complaints) {
    if (!destinations.add(destination.name())) {
      complaints.about(
          "name", "another destination above is called '" + destination.name() + "' too");
    }
  }
}
