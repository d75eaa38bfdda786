package org.gatehouse.integrations.mqtt;

import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.media.CameraId;

/**
 * Where what is published. Pure.
 *
 * @param base what all topics begin with
 */
record Topics(String base) {
  private static final String TYPES = "org.gatehouse.";

  /** {@code BASE/status}: {@code online} or {@code offline}, retained. */
  String status() {
    return base + "/status";
  }

  /** {@code BASE/cameras/ID/state}: {@code up} or {@code down}, retained. */
  String state(CameraId camera) {
    return base + "/cameras/" + camera + "/state";
  }

  /** {@code BASE/cameras/ID/events/passage/finalized}, by the event's type without its version. */
  String event(Event event) {
    return events(event.camera(), event.detail().type());
  }

  /** The same by its parts. */
  String events(CameraId camera, String type) {
    String bare = type.startsWith(TYPES) ? type.substring(TYPES.length()) : type;
    String unversioned = bare.replaceFirst("\\.v\\d+$", "");
    return base + "/cameras/" + camera + "/events/" + unversioned.replace('.', '/');
  }
}
