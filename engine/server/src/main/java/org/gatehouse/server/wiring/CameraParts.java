package org.gatehouse.server.wiring;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.gatehouse.contract.camera.CameraSpec;
import org.gatehouse.contract.media.AudioFormat;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.vision.MaskedStream;
import org.gatehouse.contract.vision.StreamMasker;
import org.gatehouse.runtime.health.Judged;
import org.gatehouse.runtime.health.PictureFault;
import org.gatehouse.runtime.ring.StreamRing;
import org.gatehouse.runtime.supervise.CameraPlan;
import org.gatehouse.runtime.supervise.CameraStatus;
import org.gatehouse.runtime.supervise.StreamPlan;
import org.gatehouse.server.config.CameraConfig;
import org.gatehouse.server.config.RecordMode;
import org.gatehouse.server.http.CameraView;
import org.jspecify.annotations.Nullable;

/**
 * One camera's parts inside the engine: its configuration, its rings, its counters. Immutable; a
 * change makes another one with those parts that stay.
 *
 * @param sub ring of the smaller stream; null if the camera has none
 * @param masked where its pictures go to be covered before they get into the ring; null if they
 *     need not be
 * @param lane what its analysis reads; null if it is not analysed
 * @param smallerLane what its analysis watches for motion; null if that is the same
 */
record CameraParts(
    CameraConfig config,
    StreamRing ring,
    @Nullable StreamRing sub,
    @Nullable MaskedStream masked,
    @Nullable LaneSource lane,
    @Nullable LaneSource smallerLane,
    LaneCounters laneCounters) {
  /** The parts of a camera that is new. */
  static CameraParts of(CameraConfig config, Rings rings, StreamMasker masker) {
    StreamRing ring = rings.main(config.id());
    StreamRing sub = sub(config, rings);
    return new CameraParts(
        config,
        ring,
        sub,
        config.maskedByEngine() ? masker.open(ring.id(), config.maskAreas(), ring) : null,
        lane(config, ring),
        smallerLane(config, sub),
        new LaneCounters());
  }

  /** True if a camera of that configuration would be masked otherwise than this one is. */
  boolean masksOtherwise(CameraConfig next) {
    return next.maskedByEngine() != config.maskedByEngine()
        || (next.maskedByEngine() && !next.maskAreas().equals(config.maskAreas()));
  }

  /** Whether and how its picture is judged otherwise than that of the camera before. */
  boolean judgedOtherwise(CameraParts before) {
    return before.config.pictureHealth() != config.pictureHealth()
        || !before.config.maskAreas().equals(config.maskAreas());
  }

  /** How its picture is judged; null if it is only to be found frozen. */
  @Nullable Judged judged(BooleanSupplier turns) {
    return config.pictureHealth() ? new Judged(config.maskAreas(), turns) : null;
  }

  /** The parts after a change; what has not changed is the same object as before. */
  CameraParts with(CameraConfig next, Rings rings) {
    boolean sameSub = (next.subSpec() == null) == (sub == null);
    boolean sameLane =
        Objects.equals(next.lane(), config.lane())
            && next.watchesSub() == config.watchesSub()
            && (sameSub || !next.watchesSub());
    StreamRing nextSub = sameSub ? sub : sub(next, rings);
    return new CameraParts(
        next,
        ring,
        nextSub,
        masked,
        sameLane ? lane : lane(next, ring),
        sameLane ? smallerLane : smallerLane(next, nextSub),
        laneCounters);
  }

  private static @Nullable StreamRing sub(CameraConfig config, Rings rings) {
    return config.subSpec() == null ? null : rings.sub(config.id());
  }

  private static @Nullable LaneSource lane(CameraConfig config, StreamRing ring) {
    return config.analytics() == null ? null : new LaneSource(ring);
  }

  private static @Nullable LaneSource smallerLane(CameraConfig config, @Nullable StreamRing sub) {
    return sub == null || !config.watchesSub() ? null : new LaneSource(sub);
  }

  /** Ends its analysis for good. */
  void endAnalysis() {
    if (lane != null) {
      lane.end();
    }
    if (smallerLane != null) {
      smallerLane.end();
    }
  }

  /** What the supervisor is to do for it; nothing reads the main stream of an idle camera. */
  CameraPlan plan() {
    CameraSpec small = config.subSpec();
    CameraSpec large = config.spec();
    return new CameraPlan(
        id(),
        config.networkSwitch(),
        config.recordsMain() || analysed() || config.keepOpen(),
        new StreamPlan(() -> large, masked == null ? ring : masked),
        small == null || sub == null ? null : new StreamPlan(() -> small, sub));
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
        analysed() ? "waits for its analysis to get ready" : "about to connect",
        null,
        0,
        0,
        0,
        traits(null, false, false, null, null));
  }

  /**
   * What the page is told of it beside its state.
   *
   * @param turns whether it was found to turn or zoom
   * @param held whether it was found to hold its mask areas
   * @param fault what is wrong with its picture; null if nothing is
   */
  private CameraView.Traits traits(
      @Nullable AudioFormat sound,
      boolean turns,
      boolean held,
      @Nullable PictureFault fault,
      @Nullable Duration clockDifference) {
    return new CameraView.Traits(
        config.subSpec() != null,
        turns,
        sound == null ? null : sound.rfc6381(),
        mask(held),
        config.pixelsPerMetre(),
        fault == null ? null : fault.word(),
        clockDifference == null ? null : Double.valueOf(clockDifference.toMillis() / 1000.0));
  }

  private @Nullable String mask(boolean held) {
    if (config.maskAreas().isEmpty()) {
      return null;
    }
    return masked != null ? "engine" : held ? "camera" : "unmasked";
  }

  CameraView view(CameraStatus status, boolean turns, boolean held, @Nullable PictureFault fault) {
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
        status.reconnects(),
        traits(status.sound(), turns, held, fault, status.clockDifference()));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
