package org.gatehouse.server.access;

import static org.gatehouse.contract.access.Right.EXPORT_UNREDACTED;
import static org.gatehouse.contract.access.Right.REPUBLISH;
import static org.gatehouse.contract.access.Role.ADMIN;
import static org.gatehouse.contract.access.Role.GUARD;
import static org.gatehouse.contract.access.Role.SUPERVISOR;
import static org.gatehouse.contract.access.Role.VIEWER;

import java.util.ArrayList;
import java.util.List;
import org.gatehouse.contract.access.Right;
import org.gatehouse.contract.access.Role;
import org.gatehouse.contract.access.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Every operation of the HTTP interface and who may use it. What has no row here is not served,
 * whatever route there is: a new route needs its row. Where two rows fit, the one with fewer
 * parameters is meant, as in the contract; no two with as many may fit the same request.
 */
public final class Operations {
  private static final List<Operation> ALL =
      new Table()
          .open("GET", "/healthz")
          .open("GET", "/readyz")
          .open("GET", "/api/v1/openapi.json")
          .open("GET", "/api/v1/asyncapi.json")
          .open("GET", "/api/v1/schemas/:file")
          .open("GET", "/api/v1/login")
          .open("POST", "/api/v1/login")
          .open("GET", "/api/v1/login/oidc")
          .open("GET", "/api/v1/login/oidc/callback")
          .open("POST", "/api/v1/first-admin")
          // The session of whoever asks.
          .row("GET", "/api/v1/session", VIEWER, Scope.STATUS)
          .session("PUT", "/api/v1/session/purpose")
          .session("PUT", "/api/v1/session/password")
          .session("DELETE", "/api/v1/session")
          // How it is.
          .row("GET", "/api/v1/site", VIEWER, Scope.STATUS)
          .row("GET", "/api/v1/cameras", VIEWER, Scope.STATUS)
          .row("GET", "/api/v1/status", VIEWER, Scope.STATUS)
          .row("GET", "/api/v1/alarms", VIEWER, Scope.STATUS)
          .row("GET", "/api/v1/alarms/:alarm", VIEWER, Scope.STATUS)
          .row("GET", "/api/v1/notices", VIEWER, Scope.STATUS)
          .row("GET", "/api/v1/picture-health", VIEWER, Scope.STATUS)
          .row("GET", "/metrics", VIEWER, Scope.METRICS)
          // What people do about alarms.
          .row("POST", "/api/v1/alarms/acknowledge", GUARD, Scope.ALARMS)
          .row("POST", "/api/v1/alarms/:alarm/acknowledge", GUARD, Scope.ALARMS)
          .row("POST", "/api/v1/alarms/:alarm/comments", GUARD, Scope.ALARMS)
          .row("PUT", "/api/v1/alarms/:alarm/assignee", GUARD, Scope.ALARMS)
          .row("POST", "/api/v1/alarms/:alarm/shelve", GUARD, Scope.ALARMS)
          .row("POST", "/api/v1/alarms/:alarm/unshelve", GUARD, Scope.ALARMS)
          .row("POST", "/api/v1/alarms/:alarm/out-of-service", SUPERVISOR, Scope.ALARMS)
          .row("POST", "/api/v1/alarms/:alarm/in-service", SUPERVISOR, Scope.ALARMS)
          // Live pictures and events.
          .row("GET", "/api/v1/cameras/:camera/snapshot.jpg", VIEWER, Scope.LIVE)
          .row("GET", "/api/v1/cameras/:camera/picture-health/:fault/:which", VIEWER, Scope.LIVE)
          .row("GET", "/api/v1/live/:camera", VIEWER, Scope.LIVE)
          .row("GET", "/api/v1/feed", VIEWER, Scope.EVENTS)
          .row("GET", "/api/v1/events", VIEWER, Scope.EVENTS)
          .row("GET", "/api/v1/events/stream", VIEWER, Scope.EVENTS)
          .row("GET", "/api/v1/events/:id", VIEWER, Scope.EVENTS)
          .row("GET", "/api/v1/events/:id/snapshots/:file", VIEWER, Scope.EVENTS)
          .row("GET", "/api/v1/events/:id/deliveries", VIEWER, Scope.EVENTS)
          // Events on their way to destinations.
          .row("GET", "/api/v1/destinations/:name/deliveries", SUPERVISOR, Scope.EVENTS)
          .row("POST", "/api/v1/destinations/:name/replay", SUPERVISOR, Scope.EVENTS)
          .row("POST", "/api/v1/destinations/:name/test", SUPERVISOR, Scope.EVENTS)
          // Plates that were read.
          .row("GET", "/api/v1/reads", GUARD, Scope.EVENTS)
          .row("PUT", "/api/v1/reads/:id/correction", GUARD, Scope.EVENTS)
          // Gate lanes, and lists of vehicles.
          .row("GET", "/api/v1/lanes", GUARD, Scope.LANES)
          .row("GET", "/api/v1/lanes/:lane", GUARD, Scope.LANES)
          .row("POST", "/api/v1/lanes/:lane/commands", GUARD, Scope.LANES)
          .row("GET", "/api/v1/vehicles", SUPERVISOR, Scope.LISTS)
          .row("POST", "/api/v1/vehicles/import", SUPERVISOR, Scope.LISTS)
          .row("GET", "/api/v1/vehicles/:plate", SUPERVISOR, Scope.LISTS)
          .row("PUT", "/api/v1/vehicles/:plate", SUPERVISOR, Scope.LISTS)
          .row("DELETE", "/api/v1/vehicles/:plate", SUPERVISOR, Scope.LISTS)
          // Cameras.
          .row("POST", "/api/v1/cameras/:camera/ptz", GUARD, Scope.CAMERAS)
          .row("GET", "/api/v1/cameras/:camera/ptz/presets", GUARD, Scope.CAMERAS)
          .row("POST", "/api/v1/cameras/:camera/picture-health/accept", SUPERVISOR, Scope.CAMERAS)
          .row("GET", "/api/v1/cameras/:camera/zones", GUARD, Scope.CAMERAS)
          .row("PUT", "/api/v1/cameras/:camera/zones", ADMIN, Scope.CAMERAS)
          .row("POST", "/api/v1/cameras/:camera/restart", SUPERVISOR, Scope.CAMERAS)
          // Recordings: to be looked at, given on, taken away.
          .row("GET", "/api/v1/recordings", GUARD, Scope.RECORDINGS)
          .row("GET", "/api/v1/playback/:camera", GUARD, Scope.RECORDINGS)
          .row("GET", "/api/v1/playback/:camera/days", GUARD, Scope.RECORDINGS)
          .row("GET", "/api/v1/playback/:camera/timeline", GUARD, Scope.RECORDINGS)
          .row("GET", "/api/v1/playback/:camera/index.m3u8", GUARD, Scope.RECORDINGS, REPUBLISH)
          .row("GET", "/api/v1/playback/:camera/init.mp4", GUARD, Scope.RECORDINGS, REPUBLISH)
          .row("GET", "/api/v1/playback/:camera/media.m4s", GUARD, Scope.RECORDINGS, REPUBLISH)
          .row(
              "GET",
              "/api/v1/playback/:camera/video.mp4",
              SUPERVISOR,
              Scope.RECORDINGS,
              EXPORT_UNREDACTED)
          .row(
              "GET",
              "/api/v1/recordings/:camera/:file",
              SUPERVISOR,
              Scope.RECORDINGS,
              EXPORT_UNREDACTED)
          // Exports; one that is not redacted needs its right too, which is asked for there.
          .row("POST", "/api/v1/exports", SUPERVISOR, Scope.EXPORTS)
          .row("GET", "/api/v1/exports", SUPERVISOR, Scope.EXPORTS)
          .row("GET", "/api/v1/exports/:id", SUPERVISOR, Scope.EXPORTS)
          .row("DELETE", "/api/v1/exports/:id", SUPERVISOR, Scope.EXPORTS)
          .row("GET", "/api/v1/exports/:id/:file", SUPERVISOR, Scope.EXPORTS)
          // How long things are kept.
          .row("GET", "/api/v1/retention", GUARD, Scope.RETENTION)
          .row("GET", "/api/v1/holds", GUARD, Scope.RETENTION)
          .row("POST", "/api/v1/holds", SUPERVISOR, Scope.RETENTION)
          .row("DELETE", "/api/v1/holds/:id", SUPERVISOR, Scope.RETENTION)
          .row("POST", "/api/v1/deletions", SUPERVISOR, Scope.RETENTION)
          // Who may do what, and who did.
          .row("GET", "/api/v1/users", ADMIN, Scope.USERS)
          .row("POST", "/api/v1/users", ADMIN, Scope.USERS)
          .row("PUT", "/api/v1/users/:name", ADMIN, Scope.USERS)
          .row("POST", "/api/v1/users/:name/reset", ADMIN, Scope.USERS)
          .row("GET", "/api/v1/tokens", ADMIN, Scope.USERS)
          .row("POST", "/api/v1/tokens", ADMIN, Scope.USERS)
          .row("DELETE", "/api/v1/tokens/:name", ADMIN, Scope.USERS)
          .row("GET", "/api/v1/audit", ADMIN, Scope.AUDIT)
          .row("GET", "/api/v1/audit/head", ADMIN, Scope.AUDIT)
          .rows();

  private Operations() {}

  /** All there are. */
  public static List<Operation> all() {
    return ALL;
  }

  /** The one that a request is; null if there is none. */
  public static @Nullable Operation find(String method, String path) {
    List<String> parts = Operation.parts(path);
    Operation best = null;
    for (Operation operation : ALL) {
      boolean fits = operation.method().equals(method) && operation.fits(parts);
      if (fits && (best == null || operation.fixed() > best.fixed())) {
        best = operation;
      }
    }
    return best;
  }

  /** Makes the list. */
  private static final class Table {
    private final List<Operation> rows = new ArrayList<>();

    /** For anybody, logged in or not. */
    Table open(String method, String path) {
      rows.add(new Operation(method, path, null, null, null));
      return this;
    }

    /** For whoever is logged in; not for tokens. */
    Table session(String method, String path) {
      rows.add(new Operation(method, path, VIEWER, null, null));
      return this;
    }

    Table row(String method, String path, Role least, Scope scope) {
      rows.add(new Operation(method, path, least, scope, null));
      return this;
    }

    Table row(String method, String path, Role least, Scope scope, Right right) {
      rows.add(new Operation(method, path, least, scope, right));
      return this;
    }

    List<Operation> rows() {
      return List.copyOf(rows);
    }
  }
}
