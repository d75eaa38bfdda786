package org.gatehouse.server.wiring;

import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.gatehouse.contract.camera.CameraNotice;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.runtime.record.EventWish;
import org.gatehouse.runtime.record.RecordPlan;
import org.gatehouse.runtime.record.WeekSchedule;
import org.gatehouse.runtime.record.Wish;
import org.gatehouse.server.config.CameraConfig;
import org.gatehouse.server.config.RecordTrigger;

/**
 * When each camera is to be recorded, as its configuration says, and what happens at those that are
 * recorded around events. Thread-safe; does not wait.
 */
final class RecordPlans {
  private final ZoneId zone;
  private final Ticker ticker;
  private final Map<CameraId, Watched> watched = new ConcurrentHashMap<>();

  private record Watched(EventWish wish, Set<RecordTrigger> triggers) {}

  private record Planned(List<Object> keys, RecordPlan plan) {}

  private final Map<CameraId, Planned> plans = new ConcurrentHashMap<>();

  RecordPlans(ZoneId zone, Ticker ticker) {
    this.zone = zone;
    this.ticker = ticker;
  }

  /** The camera's plan; the same object as before while what it says of recording stays. */
  RecordPlan of(CameraConfig camera) {
    return plans
        .compute(
            camera.id(),
            (id, before) ->
                before != null && before.keys.equals(camera.recordKeys())
                    ? before
                    : new Planned(camera.recordKeys(), make(camera)))
        .plan();
  }

  private RecordPlan make(CameraConfig camera) {
    watched.remove(camera.id());
    return new RecordPlan(wish(camera), camera.recordPriority());
  }

  private Wish wish(CameraConfig camera) {
    return switch (camera.record()) {
      case CONTINUOUS, OFF -> Wish.ALWAYS;
      case SCHEDULE -> WeekSchedule.parse(camera.recordSchedule(), zone);
      case EVENT -> {
        EventWish wish = new EventWish(camera.recordBefore(), camera.recordAfter());
        watched.put(camera.id(), new Watched(wish, EnumSet.copyOf(camera.recordOn())));
        yield wish;
      }
    };
  }

  /** The camera is gone. */
  void forget(CameraId camera) {
    plans.remove(camera);
    watched.remove(camera);
  }

  /** An event was stored. */
  void event(Event event) {
    boolean analysed =
        event.detail() instanceof EventDetail.PassageDecided
            || event.detail() instanceof EventDetail.PassageFinalized
            || event.detail() instanceof EventDetail.PassageNoRead
            || event.detail() instanceof EventDetail.FaceSnapshot;
    Watched camera = watched.get(event.camera());
    if (analysed && camera != null && camera.triggers.contains(RecordTrigger.ANALYSIS)) {
      camera.wish.happened(ticker.epochMicros());
    }
  }

  /** A camera noticed something by itself. */
  void notice(CameraId id, CameraNotice notice) {
    Watched camera = watched.get(id);
    if (camera == null || !camera.triggers.contains(trigger(notice.topic()))) {
      return;
    }
    String source = notice.topic() + " " + notice.source();
    if (notice.active()) {
      camera.wish.began(source, ticker.epochMicros());
    } else {
      camera.wish.ended(source, ticker.epochMicros());
    }
  }

  private static RecordTrigger trigger(CameraNotice.Topic topic) {
    return switch (topic) {
      case MOTION -> RecordTrigger.MOTION;
      case TAMPER -> RecordTrigger.TAMPER;
      case DIGITAL_INPUT -> RecordTrigger.INPUT;
    };
  }
}
