package org.gatehouse.server.config;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.event.EventFilter;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.runtime.list.Listing;
import org.gatehouse.server.config.bind.Checker;
import org.gatehouse.server.config.bind.Shown;

/** What must hold in a site's file beyond the form of its values. For one reading, one thread. */
final class SiteChecks implements Checker {
  private static final Pattern SCHEMA = Pattern.compile("[a-z_][a-z0-9_]{0,62}");
  private static final int MOST_SESSIONS = 1000;

  /** What lists say of a vehicle, as decisions tell it. */
  private static final List<String> STANDINGS =
      Arrays.stream(Listing.Standing.values())
          .map(standing -> standing.name().toLowerCase(Locale.ROOT))
          .toList();

  private static final Duration SHORTEST_CANARY = Duration.ofSeconds(10);
  private static final int SHORTEST_PASSWORD = 8;
  private static final Duration SHORTEST_SYNC = Duration.ofSeconds(1);
  private static final double MOST_PIXELS_PER_METRE = 10_000;
  private static final Duration LONGEST_SYNC = Duration.ofMinutes(1);

  private static final Duration SHORTEST_EVERY = Duration.ofSeconds(2);
  private static final Duration LONGEST_EVERY = Duration.ofSeconds(60);
  private static final Duration SHORTEST_KEEP = Duration.ofHours(1);
  private static final Duration LONGEST_KEEP = Duration.ofDays(90);

  private final Map<CameraId, String> cameras = new HashMap<>();
  private final Set<String> destinations = new HashSet<>();
  private final Set<String> users = new HashSet<>();
  private final Set<String> templates = new HashSet<>();
  private final RetentionChecks retention;
  private final ZoneFolder zones;
  private final GateChecks gates = new GateChecks();

  /** With what was drawn on the cameras' pictures. */
  SiteChecks(ZoneFolder zones) {
    this.zones = zones;
    retention = new RetentionChecks();
  }

  /** For a further file with cameras of the same site. */
  SiteChecks(SiteChecks before) {
    cameras.putAll(before.cameras);
    retention = before.retention;
    zones = before.zones;
  }

  @Override
  public void checkKey(Class<?> record, String key, Object value, Complaints complaints) {
    if (record.getPackage() != SiteConfig.class.getPackage()) {
      return; // a plug-in's own record, which checks itself
    }
    switch (record.getSimpleName() + "." + key) {
      case "ServerConfig.port",
          "RepublishConfig.port",
          "RemoteConfig.port",
          "PostgresConfig.port" ->
          checkPort((int) value, complaints);
      case "PostgresConfig.schema" -> checkSchema((String) value, complaints);
      case "RepublishConfig.bind" -> checkAddress((String) value, complaints);
      case "RepublishConfig.sessions" -> checkSessions((int) value, complaints);
      case "User.name" -> checkUser((String) value, complaints);
      case "ServerConfig.public-url" ->
          checkScheme(key, (URI) value, List.of("http", "https"), complaints);
      case "ServerConfig.trusted-proxies" -> checkProxies((List<?>) value, complaints);
      case "OidcConfig.issuer" -> OidcChecks.issuer((URI) value, complaints);
      case "OidcConfig.scopes" -> OidcChecks.scopes((List<?>) value, complaints);
      case "OidcConfig.button" -> OidcChecks.button((String) value, complaints);
      case "OidcConfig.roles" -> OidcChecks.roles((List<?>) value, complaints);
      case "RoleGrant.sites" -> OidcChecks.sites((List<?>) value, complaints);
      case "RecordingConfig.quota" -> checkQuota((ByteSize) value, complaints);
      case "RecordingConfig.sync" -> checkSync((Duration) value, complaints);
      case "RecordingConfig.time-zone" -> RecordChecks.checkZone((String) value, complaints);
      case "RecordingConfig.volumes" -> RecordChecks.checkVolumes((List<?>) value, complaints);
      case "CameraConfig.record-schedule", "TemplateConfig.record-schedule" ->
          RecordChecks.checkSchedule(key, (List<?>) value, complaints);
      case "CameraConfig.record-before", "TemplateConfig.record-before" ->
          RecordChecks.checkBefore((Duration) value, complaints);
      case "CameraConfig.record-after", "TemplateConfig.record-after" ->
          RecordChecks.checkAfter((Duration) value, complaints);
      case "PictureHealthConfig.every" -> checkEvery((Duration) value, complaints);
      case "ExportsConfig.keep" -> checkKeep((Duration) value, complaints);
      case "CameraConfig.id" -> checkUnique((CameraId) value, complaints);
      case "CameraConfig.url", "CameraConfig.sub-url", "TemplateConfig.sub-url" ->
          checkScheme(key, (URI) value, List.of("rtsp", "rtsps"), complaints);
      case "CameraConfig.onvif" ->
          checkScheme(key, (URI) value, List.of("http", "https"), complaints);
      case "CameraConfig.pixels-per-metre" -> checkDensity((double) value, complaints);
      case "AnalysisConfig.cores" -> AnalysisChecks.checkCores((double) value, complaints);
      case "AnalysisConfig.workers" -> AnalysisChecks.checkWorkers((int) value, 0, complaints);
      case "RemoteConfig.workers" -> AnalysisChecks.checkWorkers((int) value, 1, complaints);
      case "RemoteConfig.cores" -> AnalysisChecks.checkCores((double) value, complaints);
      case "AnalysisConfig.worker-memory" ->
          AnalysisChecks.checkMemory((ByteSize) value, complaints);
      case "AnalyticsConfig.risk" -> LaneChecks.risk((double) value, complaints);
      case "AnalyticsConfig.min-face-height" -> LaneChecks.faceHeight((int) value, complaints);
      case "AnalyticsConfig.min-face-quality" -> LaneChecks.faceQuality((double) value, complaints);
      case "DeliveryConfig.canary" -> checkCanary((Duration) value, complaints);
      case "Only.types" -> checkTypes((List<?>) value, complaints);
      case "Only.lists" -> checkLists((List<?>) value, complaints);
      case "GateLaneConfig.name" -> GateChecks.name((String) value, complaints);
      case "GateLaneConfig.schedule" ->
          RecordChecks.checkSchedule(key, (List<?>) value, complaints);
      case "TemplateConfig.name" -> checkTemplate((String) value, complaints);
      default -> {}
    }
  }

  @Override
  public void check(Object value, Complaints complaints) {
    switch (value) {
      case ServerConfig server -> checkAccess(server, complaints);
      case TlsConfig tls -> checkCertificate(tls, complaints);
      case CameraConfig camera -> {
        zones.check(camera, complaints);
        checkCamera(zones.merged(camera), complaints);
        AnalysisChecks.check(camera, complaints);
        RecordChecks.check(camera, complaints);
      }
      case RetentionClassConfig named -> retention.check(named, complaints);
      case RetentionConfig all -> retention.check(all, complaints);
      case AnalysisConfig analysis -> AnalysisChecks.check(analysis, complaints);
      case AnalyticsConfig analytics -> LaneChecks.check(analytics, complaints);
      case RepublishConfig republish -> checkUsers(republish, complaints);
      case RepublishConfig.User user -> checkGrant(user, complaints);
      case BarrierConfig barrier -> gates.barrier(barrier, complaints);
      case GateLaneConfig lane -> gates.lane(lane, complaints);
      case SiteConfig site -> GateChecks.site(site, complaints);
      case DestinationConfig destination -> checkUnique(destination, complaints);
      default -> {}
    }
  }

  private static void checkCanary(Duration every, Complaints complaints) {
    if (every.compareTo(SHORTEST_CANARY) < 0) {
      complaints.about("canary", "expected 10s or more");
    }
  }

  private static void checkTypes(List<?> patterns, Complaints complaints) {
    for (Object pattern : patterns) {
      EventFilter filter =
          new EventFilter(List.of((String) pattern), List.of(), List.of(), List.of());
      if (EventDetail.TYPES.stream().noneMatch(filter::wantsType)) {
        complaints.about(
            "types",
            "no event is of a type "
                + Shown.text((String) pattern)
                + "; there are "
                + String.join(", ", EventDetail.TYPES));
      }
    }
  }

  private static void checkSchema(String schema, Complaints complaints) {
    if (!SCHEMA.matcher(schema).matches() || schema.startsWith("pg_")) {
      complaints.about(
          "schema",
          "expected 1 to 63 small letters, digits and _, not first a digit, but saw "
              + Shown.text(schema));
    }
  }

  private static void checkLists(List<?> lists, Complaints complaints) {
    for (Object list : lists) {
      if (!STANDINGS.contains(list)) {
        complaints.about(
            "lists",
            "lists say nothing of the kind "
                + Shown.text((String) list)
                + "; they say "
                + String.join(", ", STANDINGS));
      }
    }
  }

  private static void checkPort(int port, Complaints complaints) {
    if (port < 0 || port > 65535) {
      complaints.about("port", "expected 0 to 65535, but saw " + port);
    }
  }

  private static boolean loopback(String bind) {
    return "localhost".equals(bind) || InetAddress.ofLiteral(bind).isLoopbackAddress();
  }

  private static void checkProxies(List<?> proxies, Complaints complaints) {
    for (Object proxy : proxies) {
      try {
        InetAddress.ofLiteral((String) proxy);
      } catch (IllegalArgumentException e) {
        complaints.about(
            "trusted-proxies", "expected IP addresses, but saw " + Shown.text((String) proxy));
      }
    }
  }

  private static void checkAddress(String bind, Complaints complaints) {
    try {
      loopback(bind);
    } catch (IllegalArgumentException e) {
      complaints.about("bind", "expected an IP address or localhost, but saw " + Shown.text(bind));
    }
  }

  private static void checkSessions(int sessions, Complaints complaints) {
    if (sessions < 1 || sessions > MOST_SESSIONS) {
      complaints.about("sessions", "expected 1 to 1000, but saw " + sessions);
    }
  }

  private void checkUser(String name, Complaints complaints) {
    if (!users.add(name)) {
      complaints.about("name", "another user above is called '" + name + "' too");
    }
    if (name.contains("\"") || name.contains(":")) {
      complaints.about("name", "a user name for Digest has no quotes and no colons in it");
    }
  }

  private static void checkUsers(RepublishConfig republish, Complaints complaints) {
    if (republish.users().isEmpty()) {
      complaints.about("users", "nobody may pull anything; leave republish out instead");
    }
  }

  private static void checkGrant(RepublishConfig.User user, Complaints complaints) {
    if (user.cameras().isEmpty()) {
      complaints.about("cameras", "user '" + user.name() + "' is granted no camera");
    }
    if (user.password().reveal().length() < SHORTEST_PASSWORD) {
      complaints.about("password", "expected 8 characters or more: it guards video");
    }
  }

  private static void checkQuota(ByteSize quota, Complaints complaints) {
    if (quota.bytes() == 0) {
      complaints.about("quota", "no room for recordings; leave it out to delete nothing");
    }
  }

  private static void checkSync(Duration sync, Complaints complaints) {
    if (sync.compareTo(SHORTEST_SYNC) < 0 || sync.compareTo(LONGEST_SYNC) > 0) {
      complaints.about("sync", "expected 1s to 60s");
    }
  }

  private static void checkKeep(Duration keep, Complaints complaints) {
    if (keep.compareTo(SHORTEST_KEEP) < 0 || keep.compareTo(LONGEST_KEEP) > 0) {
      complaints.about("keep", "expected 1h to 90d");
    }
  }

  private static void checkEvery(Duration every, Complaints complaints) {
    if (every.compareTo(SHORTEST_EVERY) < 0 || every.compareTo(LONGEST_EVERY) > 0) {
      complaints.about("every", "expected 2s to 60s");
    }
  }

  private void checkUnique(CameraId id, Complaints complaints) {
    if (id.equals(Event.SITE)) {
      complaints.about("id", "events that are of no camera have the id '" + id + "'; take another");
    }
    String first = cameras.putIfAbsent(id, complaints.where("id"));
    if (first != null) {
      complaints.about("id", "another camera has the id '" + id + "' too: " + first);
    }
  }

  private void checkTemplate(String name, Complaints complaints) {
    if (!templates.add(name)) {
      complaints.about("name", "another template above is called '" + name + "' too");
    }
  }

  private void checkUnique(DestinationConfig destination, Complaints complaints) {
    if (!destinations.add(destination.name())) {
      complaints.about(
          "name", "another destination above is called '" + destination.name() + "' too");
    }
  }

  private static void checkAccess(ServerConfig server, Complaints complaints) {
    boolean loopback;
    try {
      loopback = loopback(server.bind());
    } catch (IllegalArgumentException e) {
      complaints.about(
          "bind", "expected an IP address or localhost, but saw " + Shown.text(server.bind()));
      return;
    }
    if (!loopback && server.accessToken() == null && !server.loginRequired()) {
      complaints.about(
          "bind",
          "refusing to listen on "
              + server.bind()
              + " without an access token: whoever reaches it could watch every camera. Set"
              + " server.access-token (env:NAME or file:PATH), server.login: required or"
              + " server.oidc, or bind 127.0.0.1");
    }
  }

  private static void checkCertificate(TlsConfig tls, Complaints complaints) {
    if ((tls.certificate() == null) != (tls.key() == null)) {
      complaints.about("certificate", "certificate and key belong together: name both, or neither");
    }
  }

  private static void checkDensity(double density, Complaints complaints) {
    if (density <= 0 || density > MOST_PIXELS_PER_METRE) {
      complaints.about("pixels-per-metre", "expected more than 0 and at most 10000");
    }
  }

  private static void checkMask(CameraConfig camera, Complaints complaints) {
    if (camera.mask() == MaskMode.NONE) {
      return;
    }
    String who = camera.maskedByEngine() ? "'engine'" : "'camera'";
    if (camera.maskAreas().isEmpty()) {
      complaints.about("mask", who + " is to mask, but mask-areas names no area");
    }
    if (!camera.maskedByEngine() && camera.onvif() == null) {
      complaints.about(
          "mask", "'camera' needs onvif, the address by which the masks are set in the camera");
    }
    if (camera.maskedByEngine() && camera.subUrl() == null) {
      complaints.about(
          "mask", "'engine' needs sub-url: a masked copy of that stream is all that is recorded");
    }
    if (camera.maskedByEngine() && camera.recordStreams() != RecordStreams.MAIN) {
      complaints.about(
          "record-streams", "with mask: engine there is one stream, the masked one: leave it out");
    }
  }

  private void checkCamera(CameraConfig camera, Complaints complaints) {
    checkLogin(camera, complaints);
    checkMask(camera, complaints);
    LaneChecks.drawn(camera, complaints);
    retention.checkNamed("retention", camera.retention(), complaints);
  }

  private static void checkLogin(CameraConfig camera, Complaints complaints) {
    if (camera.password() != null && camera.username() == null) {
      complaints.about("password", "there is a password, but no username");
    }
  }

  private static void checkScheme(
      String key, URI url, List<String> schemes, Complaints complaints) {
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
}
