package org.gatehouse.runtime.gate;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.gate.GateStore;
import org.gatehouse.contract.gate.PassDirection;
import org.gatehouse.contract.gate.Visit;
import org.gatehouse.contract.plate.LookAlikes;
import org.jspecify.annotations.Nullable;

/**
 * Pairs ways in with ways out. A plate that is read otherwise on the way out pairs if it looks like
 * just one that is inside. Stateless but for the store; any thread.
 */
final class Visits {
  private final GateStore store;

  Visits(GateStore store) {
    this.store = store;
  }

  /**
   * Whether that vehicle is inside: on a way in under exactly that plate, on a way out as it would
   * be paired.
   */
  boolean inside(LaneRules rules, String plate) {
    Visit visit =
        rules.direction() == PassDirection.OUT
            ? find(rules.group(), plate)
            : store.inside(rules.group(), plate);
    return visit != null;
  }

  /**
   * A vehicle went through.
   *
   * @param event gets what is to be told of it
   */
  void passed(
      LaneRules rules, String plate, String passageId, Instant at, Consumer<EventDetail> event) {
    if (rules.direction() == PassDirection.IN) {
      Visit visit = new Visit(UUID.randomUUID(), rules.group(), plate, rules.name(), passageId, at);
      store.enter(visit);
      event.accept(
          new EventDetail.VisitStarted(
              visit.id().toString(), visit.group(), visit.lane(), passageId, at));
      return;
    }
    Visit visit = find(rules.group(), plate);
    if (visit != null && store.leave(visit.id())) {
      event.accept(
          new EventDetail.VisitEnded(
              visit.id().toString(),
              visit.group(),
              rules.name(),
              passageId,
              visit.passageId(),
              visit.enteredAt(),
              at));
    }
  }

  private @Nullable Visit find(String group, String plate) {
    Visit exact = store.inside(group, plate);
    return exact == null ? alike(group, plate) : exact;
  }

  private @Nullable Visit alike(String group, String plate) {
    Visit only = null;
    StringBuilder other = new StringBuilder(plate);
    for (int i = 0; i < plate.length(); i++) {
      String others = LookAlikes.of(plate.charAt(i));
      for (int k = 0; k < others.length(); k++) {
        other.setCharAt(i, others.charAt(k));
        Visit found = store.inside(group, other.toString());
        if (found != null && only != null) {
          return null;
        }
        only = found == null ? only : found;
      }
      other.setCharAt(i, plate.charAt(i));
    }
    return only;
  }
}
