package org.gatehouse.server.wiring;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.runtime.events.EventService;
import org.gatehouse.runtime.supervise.CameraStatus;

/** Makes an event of a camera that came up or went down, and none of the steps between. */
final class CameraNews {
  private final EventService events;
  private final Map<CameraId, Boolean> told = new ConcurrentHashMap<>();

  CameraNews(EventService events) {
    this.events = events;
  }

  void heard(CameraStatus status) {
    switch (status.state()) {
      case STREAMING, FROZEN -> tell(status, true);
      case STALLED, WAITING, FAILED -> tell(status, false);
      case CONNECTING, IDLE, STOPPED -> {
        // On the way to something that is news, or ended by us.
      }
    }
  }

  /** The camera is gone; if it comes back, that is news. */
  void forget(CameraId camera) {
    told.remove(camera);
  }

  private void tell(CameraStatus status, boolean up) {
    Boolean before = told.put(status.id(), up);
    if (before == null || before != up) {
      String reason = status.detail().isEmpty() ? "streaming" : status.detail();
      events.cameraState(status.id(), up, reason);
    }
  }
}
