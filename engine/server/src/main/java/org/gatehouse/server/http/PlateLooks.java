package org.gatehouse.server.http;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.event.EventDetail.PassageDecided;
import org.gatehouse.contract.event.EventDetail.PassageFinalized;
import org.gatehouse.contract.storage.StoredEvent;
import org.gatehouse.runtime.gate.LaneStatus;
import org.jspecify.annotations.Nullable;

/**
 * Notes that somebody sees plates that they did not search for: in lists of events and of lanes,
 * and in events as they come. An answer without a plate is no look. Must be called on the event
 * loop; what is shown waits for the result.
 */
final class PlateLooks {
  private final Notes notes;

  PlateLooks(Notes notes) {
    this.notes = notes;
  }

  /**
   * A page of events.
   *
   * @param where in the log; looks at the same place are noted once a minute
   */
  Future<@Nullable Void> events(RoutingContext context, String where, List<StoredEvent> page) {
    return page.stream().noneMatch(PlateLooks::hasPlate)
        ? none()
        : notes.look(
            context,
            "events.read",
            where,
            Map.of("first", page.getFirst().sequence(), "last", page.getLast().sequence()));
  }

  /** One event. */
  Future<@Nullable Void> event(RoutingContext context, StoredEvent stored) {
    String id = stored.event().id().toString();
    return hasPlate(stored) ? notes.look(context, "event.read", id, Map.of("event", id)) : none();
  }

  /** Lanes, with the vehicle that is there or was last. */
  Future<@Nullable Void> lanes(RoutingContext context, List<LaneStatus> lanes) {
    List<String> names =
        lanes.stream().filter(PlateLooks::hasPlate).map(LaneStatus::name).sorted().toList();
    String lane = lanes.size() == 1 ? lanes.getFirst().name() : "";
    return names.isEmpty()
        ? none()
        : notes.look(context, "lanes.read", lane, Map.of("lanes", String.join(" ", names)));
  }

  /**
   * Events from now on, whether or not there will be a plate.
   *
   * @param after from this one on, of those that are stored too; null if from now on
   */
  Future<@Nullable Void> followed(RoutingContext context, @Nullable Long after) {
    return after == null
        ? notes.look(context, "events.followed", "", Map.of())
        : notes.look(context, "events.followed", "after " + after, Map.of("after", after));
  }

  private static Future<@Nullable Void> none() {
    return Future.<@Nullable Void>succeededFuture();
  }

  private static boolean hasPlate(StoredEvent stored) {
    EventDetail detail = stored.event().detail();
    return detail instanceof PassageDecided || detail instanceof PassageFinalized;
  }

  private static boolean hasPlate(LaneStatus lane) {
    LaneStatus.Vehicle vehicle = lane.vehicle();
    return vehicle != null && !vehicle.plate().isEmpty();
  }
}
