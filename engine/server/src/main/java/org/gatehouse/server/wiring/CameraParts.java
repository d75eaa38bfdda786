package org.gatehouse.server.wiring;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.runtime.ring.RingBudget;
import org.gatehouse.runtime.ring.StreamRing;
import org.gatehouse.runtime.supervise.CameraStatus;
import org.gatehouse.server.config.CameraConfig;
import org.gatehouse.server.config.RecordMode;
import org.gatehouse.server.http.CameraView;
import org.jspecify.annotations.Nullable;

/** One camera's parts inside the engine: its configuration, its ring, its counters. */
record CameraParts(CameraConfig config, StreamRing ring, LaneCounters lane) {
  /** The parts of all cameras, in the order of the configuration. */
  static Map<CameraId, CameraParts> of(List<CameraConfig> cameras, RingBudget budget) {
    Map<CameraId, CameraParts> parts = new LinkedHashMap<>();
    for (CameraConfig camera : cameras) {
      StreamRing ring = new StreamRing(camera.spec().stream(), budget);
      parts.put(camera.id(), new CameraParts(camera, ring, new LaneCounters()));
    }
    return parts;
  }

  CameraId id() {
    return config.id();
  }

  boolean recorded() {
    return config.record() != RecordMode.OFF;
  }

  boolean analysed() {
    return config.analytics() != null;
  }

  String analytics() {
    return config.analytics() == null ? "none" : word(config.analytics().kind());
  }

  /** Before it was opened for the first time. */
  CameraView unopened(Instant since) {
    return new CameraView(
        id().value(),
        config.displayName(),
        analytics(),
        recorded(),
        "connecting",
        since,
        "waits for its analysis to get ready",
        null,
        0,
        0,
        0);
  }

  CameraView view(CameraStatus status) {
    @Nullable String detail = status.detail().isEmpty() ? null : status.detail();
    return new CameraView(
        id().value(),
        config.displayName(),
        analytics(),
        recorded(),
        word(status.state()),
        status.since(),
        detail,
        status.parameters(),
        status.framesPerSecond(),
        status.bitsPerSecond(),
        status.reconnects());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
