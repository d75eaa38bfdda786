package org.gatehouse.server.config;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.vision.LaneKind;
import org.gatehouse.runtime.gate.Outcome;
import org.gatehouse.server.config.bind.Checker.Complaints;
import org.gatehouse.server.config.bind.Shown;
import org.jspecify.annotations.Nullable;

/** What must hold of gate lanes and barriers beyond the form of values. For one reading. */
final class GateChecks {
  private static final String NAME = "[a-z0-9][a-z0-9._-]{0,63}";

  private final Set<String> lanes = new HashSet<>();
  private final Set<String> barriers = new HashSet<>();
  private final Map<CameraId, String> laneOf = new HashMap<>();

  private static void between(
      String key, Duration value, Duration least, Duration most, Complaints complaints) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      complaints.about(key, "expected %d ms to %d ms".formatted(least.toMillis(), most.toMillis()));
    }
  }

  static void name(String name, Complaints complaints) {
    if (!name.matches(NAME)) {
      complaints.about(
          "name",
          "expected small letters, digits, . _ and -, 64 at most, but saw " + Shown.text(name));
    }
  }

  void barrier(BarrierConfig barrier, Complaints complaints) {
    name(barrier.name(), complaints);
    if (!barriers.add(barrier.name())) {
      complaints.about("name", "another barrier above is called '" + barrier.name() + "' too");
    }
    BarrierConfig.Common common = barrier.common();
    between("pulse", common.pulse(), Duration.ofMillis(50), Duration.ofSeconds(10), complaints);
    between("timeout", common.timeout(), Duration.ofMillis(100), Duration.ofSeconds(3), complaints);
    between(
        "watchdog", common.watchdog(), Duration.ofSeconds(2), Duration.ofMinutes(10), complaints);
  }

  void lane(GateLaneConfig lane, Complaints complaints) {
    if (!lanes.add(lane.name())) {
      complaints.about("name", "another lane above is called '" + lane.name() + "' too");
    }
    if (lane.rules().deny() == Outcome.OPEN) {
      complaints.about("rules", "deny: expected check or refuse: who is denied is not let through");
    }
    if (lane.unwritten() == Outcome.REFUSE) {
      complaints.about("unwritten", "expected open or check");
    }
    between("opening", lane.opening(), Duration.ofSeconds(3), Duration.ofMinutes(2), complaints);
    if (lane.closeAfter() != null) {
      between(
          "close-after",
          lane.closeAfter(),
          Duration.ofSeconds(2),
          Duration.ofMinutes(2),
          complaints);
    }
    cameras(lane, complaints);
  }

  private void cameras(GateLaneConfig lane, Complaints complaints) {
    if (lane.cameras().isEmpty()) {
      complaints.about("front", "a lane needs a camera, under front or rear");
    }
    for (CameraId camera : lane.cameras()) {
      String other = laneOf.putIfAbsent(camera, lane.name());
      if (other != null) {
        complaints.about(
            "front", "camera %s belongs to lane '%s' already".formatted(camera, other));
      }
    }
  }

  /** Whether each lane has a barrier of its own. */
  static void site(SiteConfig site, Complaints complaints) {
    Set<String> known =
        site.barriers().stream().map(BarrierConfig::name).collect(Collectors.toSet());
    Map<String, String> taken = new HashMap<>();
    for (GateLaneConfig lane : site.lanes()) {
      if (!known.contains(lane.barrier())) {
        complaints.about(
            "lanes",
            "lane %s: there is no barrier %s under barriers"
                .formatted(lane.name(), Shown.text(lane.barrier())));
      }
      String other = taken.putIfAbsent(lane.barrier(), lane.name());
      if (other != null) {
        complaints.about(
            "lanes",
            "lane %s: barrier '%s' belongs to lane '%s' already"
                .formatted(lane.name(), lane.barrier(), other));
      }
    }
  }

  /** Whether the cameras of all lanes are there and read plates. */
  static void cameras(SiteConfig site) {
    Map<CameraId, CameraConfig> known =
        site.cameras().stream().collect(Collectors.toMap(CameraConfig::id, camera -> camera));
    List<String> wrong =
        site.lanes().stream()
            .flatMap(
                lane ->
                    lane.cameras().stream()
                        .filter(camera -> !readsPlates(known.get(camera)))
                        .map(
                            camera ->
                                "lanes: lane %s: there is no camera %s with analytics of kind vehicle"
                                    .formatted(lane.name(), camera)))
            .toList();
    if (!wrong.isEmpty()) {
      throw new ConfigException(String.join("\n", wrong));
    }
  }

  private static boolean readsPlates(@Nullable CameraConfig camera) {
    return camera != null
        && camera.analytics() != null
        && camera.analytics().kind() == LaneKind.VEHICLE;
  }
}
