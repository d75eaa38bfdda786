package org.gatehouse.contract.event;

import java.util.Map;
import org.gatehouse.contract.event.EventDetail.GateCommanded;
import org.gatehouse.contract.event.EventDetail.GateDecided;
import org.gatehouse.contract.event.EventDetail.GateTailgate;
import org.gatehouse.contract.event.EventDetail.VisitEnded;
import org.gatehouse.contract.event.EventDetail.VisitStarted;

/** Events of gates and visits, written and read. Pure. */
final class GateFields {
  private static final String LANE = "lane";
  private static final String PASSAGE = "passageId";

  private GateFields() {}

  static void decided(GateDecided gate, Map<String, Object> fields) {
    fields.put(LANE, gate.lane());
    fields.put(PASSAGE, gate.passageId());
    fields.put("outcome", gate.outcome());
    fields.put("standing", gate.standing());
    fields.put("reason", gate.reason());
    fields.put("decidedAt", gate.decidedAt().toString());
  }

  static GateDecided parseDecided(FieldReader in) {
    return new GateDecided(
        in.text(LANE),
        in.text(PASSAGE),
        in.text("outcome"),
        in.text("standing"),
        in.text("reason"),
        in.instant("decidedAt"));
  }

  static void commanded(GateCommanded gate, Map<String, Object> fields) {
    fields.put(LANE, gate.lane());
    fields.put("commandId", gate.commandId());
    fields.put(PASSAGE, gate.passageId());
    fields.put("action", gate.action());
    fields.put("by", gate.by());
    fields.put("outcome", gate.outcome());
    fields.put("decidedAt", gate.decidedAt().toString());
    if (gate.sentAt() != null) {
      fields.put("sentAt", gate.sentAt().toString());
    }
    fields.put("endedAt", gate.endedAt().toString());
    fields.put("detail", gate.detail());
  }

  static GateCommanded parseCommanded(FieldReader in) {
    return new GateCommanded(
        in.text(LANE),
        in.text("commandId"),
        in.text(PASSAGE),
        in.text("action"),
        in.text("by"),
        in.text("outcome"),
        in.instant("decidedAt"),
        in.instantOrNull("sentAt"),
        in.instant("endedAt"),
        in.text("detail"));
  }

  static void tailgate(GateTailgate gate, Map<String, Object> fields) {
    fields.put(LANE, gate.lane());
    fields.put("openedFor", gate.openedFor());
    fields.put(PASSAGE, gate.passageId());
    fields.put("by", gate.by());
    fields.put("at", gate.at().toString());
  }

  static GateTailgate parseTailgate(FieldReader in) {
    return new GateTailgate(
        in.text(LANE), in.text("openedFor"), in.text(PASSAGE), in.text("by"), in.instant("at"));
  }

  static void started(VisitStarted visit, Map<String, Object> fields) {
    fields.put("visitId", visit.visitId());
    fields.put("group", visit.group());
    fields.put(LANE, visit.lane());
    fields.put(PASSAGE, visit.passageId());
    fields.put("enteredAt", visit.enteredAt().toString());
  }

  static VisitStarted parseStarted(FieldReader in) {
    return new VisitStarted(
        in.text("visitId"),
        in.text("group"),
        in.text(LANE),
        in.text(PASSAGE),
        in.instant("enteredAt"));
  }

  static void ended(VisitEnded visit, Map<String, Object> fields) {
    fields.put("visitId", visit.visitId());
    fields.put("group", visit.group());
    fields.put(LANE, visit.lane());
    fields.put(PASSAGE, visit.passageId());
    fields.put("entryPassageId", visit.entryPassageId());
    fields.put("enteredAt", visit.enteredAt().toString());
    fields.put("leftAt", visit.leftAt().toString());
  }

  static VisitEnded parseEnded(FieldReader in) {
    return new VisitEnded(
        in.text("visitId"),
        in.text("group"),
        in.text(LANE),
        in.text(PASSAGE),
        in.text("entryPassageId"),
        in.instant("enteredAt"),
        in.instant("leftAt"));
  }
}
