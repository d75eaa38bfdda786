package org.gatehouse.server.wiring;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.runtime.retention.RetentionPlan;
import org.gatehouse.runtime.retention.Terms;
import org.gatehouse.runtime.retention.Volume;
import org.gatehouse.server.config.ByteSize;
import org.gatehouse.server.config.CameraConfig;
import org.gatehouse.server.config.RecordingConfig;
import org.gatehouse.server.config.RetentionClassConfig;
import org.gatehouse.server.config.RetentionConfig;
import org.jspecify.annotations.Nullable;

/** Makes of the site's configuration what retention goes by. Pure. */
final class RetentionPlans {
  private static final Duration SNAPSHOTS = Duration.ofDays(3);

  private RetentionPlans() {}

  static RetentionPlan of(RecordingConfig recording, List<CameraConfig> cameras) {
    RetentionConfig retention = recording.retention();
    Terms usual = terms(retention.named(retention.defaultClass()));
    Map<CameraId, Terms> byCamera = new HashMap<>();
    for (CameraConfig camera : cameras) {
      RetentionClassConfig own = retention.named(camera.retention());
      byCamera.put(camera.id(), own == null ? usual : terms(own));
    }
    Map<String, Terms> named = new HashMap<>();
    retention.allClasses().forEach(all -> named.put(all.name(), terms(all)));
    return new RetentionPlan(
        bytes(recording.quota()),
        usual,
        byCamera,
        named,
        snapshots(retention, usual),
        retention.reads(),
        retention.oldestListed(),
        retention.events());
  }

  /** A picture of a passage should not outlive the video that it is from. */
  private static Duration snapshots(RetentionConfig retention, Terms usual) {
    Duration own = retention.snapshots();
    Duration maximum = usual.maximum();
    Duration wanted =
        own == null && maximum != null && maximum.compareTo(SNAPSHOTS) < 0
            ? maximum
            : own == null ? SNAPSHOTS : own;
    // No picture stays without its event.
    return wanted.compareTo(retention.reads()) < 0 ? wanted : retention.reads();
  }

  private static Terms terms(@Nullable RetentionClassConfig named) {
    return named == null
        ? Terms.NONE
        : new Terms(
            named.name(),
            named.promised(),
            named.oldest(),
            bytes(named.quota()),
            bytes(named.cameraQuota()));
  }

  private static long bytes(@Nullable ByteSize size) {
    return size == null ? Volume.UNLIMITED : size.bytes();
  }
}
