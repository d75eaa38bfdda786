package org.gatehouse.contract.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gatehouse.contract.event.EventDetail.AnalyticsGap;
import org.gatehouse.contract.event.EventDetail.CameraState;
import org.gatehouse.contract.event.EventDetail.DataDeleted;
import org.gatehouse.contract.event.EventDetail.DeliveryTest;
import org.gatehouse.contract.event.EventDetail.FaceSnapshot;
import org.gatehouse.contract.event.EventDetail.GateCommanded;
import org.gatehouse.contract.event.EventDetail.GateDecided;
import org.gatehouse.contract.event.EventDetail.GateTailgate;
import org.gatehouse.contract.event.EventDetail.PassageDecided;
import org.gatehouse.contract.event.EventDetail.PassageFinalized;
import org.gatehouse.contract.event.EventDetail.PassageNoRead;
import org.gatehouse.contract.event.EventDetail.VisitEnded;
import org.gatehouse.contract.event.EventDetail.VisitStarted;
import org.gatehouse.contract.vision.Direction;

/**
 * Events as trees of maps, lists, strings, numbers and booleans that any JSON library writes, and
 * back. The one place that says which fields an event has on the HTTP API, in the log and at a
 * destination; {@code docs/http-api.md} describes the same shapes. Pure; times are RFC 3339 in UTC.
 */
public final class EventFields {
  private EventFields() {}

  /**
   * The whole event as the HTTP API shows it; snapshot addresses are relative to the page.
   *
   * @return {@code sequence, id, type, site, camera, time, data, snapshots} in this order
   */
  public static Map<String, Object> of(Numbered stored) {
    Event event = stored.event();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("sequence", stored.sequence());
    fields.put("id", event.id().toString());
    fields.put("type", event.detail().type());
    fields.put("site", event.site());
    fields.put("camera", event.camera().value());
    fields.put("time", event.time().toString());
    fields.put("data", data(event));
    List<Object> snapshots = new ArrayList<>();
    for (Snapshot snapshot : event.snapshots()) {
      snapshots.add(snapshot(event, snapshot));
    }
    fields.put("snapshots", snapshots);
    return fields;
  }

  /** The fields that belong to the event's type. */
  public static Map<String, Object> data(Event event) {
    Map<String, Object> fields = new LinkedHashMap<>();
    switch (event.detail()) {
      case PassageDecided p -> decided(p, fields);
      case PassageFinalized p -> passage(p, fields);
      case PassageNoRead p -> {
        fields.put("passageId", p.passageId());
        put(fields, "startedAt", p.startedAt());
        put(fields, "endedAt", p.endedAt());
        fields.put("box", PlateFields.box(p.box()));
      }
      case FaceSnapshot f -> {
        put(fields, "startedAt", f.startedAt());
        put(fields, "capturedAt", f.capturedAt());
        put(fields, "endedAt", f.endedAt());
      }
      case CameraState c -> {
        fields.put("state", c.state());
        fields.put("reason", c.reason());
      }
      case AnalyticsGap g -> {
        put(fields, "from", g.from());
        put(fields, "to", g.to());
        fields.put("cause", g.cause());
      }
      case DeliveryTest t -> {
        fields.put("destination", t.destination());
        fields.put("canary", t.canary());
      }
      case DataDeleted d -> {
        fields.put("what", d.what());
        put(fields, "before", d.before());
        fields.put("count", d.count());
        fields.put("undelivered", d.undelivered());
        fields.put("cause", d.cause());
      }
      case GateDecided g -> GateFields.decided(g, fields);
      case GateCommanded g -> GateFields.commanded(g, fields);
      case GateTailgate g -> GateFields.tailgate(g, fields);
      case VisitStarted v -> GateFields.started(v, fields);
      case VisitEnded v -> GateFields.ended(v, fields);
    }
    return fields;
  }

  /** Where the HTTP API serves a snapshot, relative to the page: no leading slash. */
  public static String snapshotPath(Event event, Snapshot snapshot) {
    return "api/v1/events/" + event.id() + "/snapshots/" + snapshot.name() + ".jpg";
  }

  /**
   * The detail that {@link #data} was made of.
   *
   * @param type the CloudEvents type
   * @param data what a JSON library read; keys that are not known are ignored
   * @throws IllegalArgumentException if the type is not known, or a field is missing or of another
   *     kind
   */
  public static EventDetail parse(String type, Map<String, ?> data) {
    FieldReader in = new FieldReader(data);
    return switch (type) {
      case EventDetail.PASSAGE_DECIDED ->
          new PassageDecided(
              in.text("passageId"),
              in.instant("startedAt"),
              in.instant("decidedAt"),
              PlateFields.parse(in.object("plate")),
              direction(in));
      case EventDetail.PASSAGE_FINALIZED ->
          new PassageFinalized(
              in.textOr("passageId", ""),
              in.instant("startedAt"),
              in.instant("decidedAt"),
              in.instant("endedAt"),
              PlateFields.parse(in.object("plate")),
              direction(in));
      case EventDetail.PASSAGE_NO_READ ->
          new PassageNoRead(
              in.text("passageId"),
              in.instant("startedAt"),
              in.instant("endedAt"),
              PlateFields.parseBox(in.object("box")));
      case EventDetail.FACE_SNAPSHOT ->
          new FaceSnapshot(
              in.instant("startedAt"), in.instant("capturedAt"), in.instant("endedAt"));
      case EventDetail.CAMERA_STATE -> new CameraState(in.text("state"), in.text("reason"));
      case EventDetail.ANALYTICS_GAP ->
          new AnalyticsGap(in.instant("from"), in.instant("to"), in.text("cause"));
      case EventDetail.DELIVERY_TEST -> new DeliveryTest(in.text("destination"), in.flag("canary"));
      case EventDetail.DATA_DELETED ->
          new DataDeleted(
              in.text("what"),
              in.instant("before"),
              in.whole("count"),
              in.whole("undelivered"),
              in.text("cause"));
      case EventDetail.GATE_DECIDED -> GateFields.parseDecided(in);
      case EventDetail.GATE_COMMAND -> GateFields.parseCommanded(in);
      case EventDetail.GATE_TAILGATE -> GateFields.parseTailgate(in);
      case EventDetail.VISIT_STARTED -> GateFields.parseStarted(in);
      case EventDetail.VISIT_ENDED -> GateFields.parseEnded(in);
      default -> throw new IllegalArgumentException("unknown event type '" + type + "'");
    };
  }

  private static void decided(PassageDecided passage, Map<String, Object> fields) {
    fields.put("passageId", passage.passageId());
    put(fields, "startedAt", passage.startedAt());
    put(fields, "decidedAt", passage.decidedAt());
    fields.put("direction", name(passage.direction()));
    fields.put("plate", PlateFields.of(passage.plate()));
  }

  private static void passage(PassageFinalized passage, Map<String, Object> fields) {
    fields.put("passageId", passage.passageId());
    put(fields, "startedAt", passage.startedAt());
    put(fields, "decidedAt", passage.decidedAt());
    put(fields, "endedAt", passage.endedAt());
    fields.put("direction", name(passage.direction()));
    fields.put("plate", PlateFields.of(passage.plate()));
  }

  private static String name(Direction direction) {
    return direction.name().toLowerCase(Locale.ROOT);
  }

  private static Direction direction(FieldReader in) {
    return Direction.valueOf(in.text("direction").toUpperCase(Locale.ROOT));
  }

  private static Map<String, Object> snapshot(Event event, Snapshot snapshot) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", snapshot.name());
    fields.put("url", snapshotPath(event, snapshot));
    fields.put("sha256", snapshot.sha256());
    fields.put("bytes", snapshot.bytes());
    return fields;
  }

  private static void put(Map<String, Object> fields, String name, Instant time) {
    fields.put(name, time.toString());
  }
}
