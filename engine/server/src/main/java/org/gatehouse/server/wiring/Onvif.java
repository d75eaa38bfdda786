package org.gatehouse.server.wiring;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.gatehouse.contract.camera.CameraControl;
import org.gatehouse.contract.camera.CameraControls;
import org.gatehouse.contract.camera.DeviceSpec;
import org.gatehouse.contract.camera.LoginGuard;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.runtime.control.MaskKeeper;
import org.gatehouse.runtime.notice.CameraNotices;
import org.gatehouse.server.config.CameraConfig;
import org.gatehouse.server.config.MaskMode;
import org.gatehouse.server.config.RecordMode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What cameras do apart from their streams: notices, moves, masks. Thread-safe. */
final class Onvif {
  private static final Logger log = LoggerFactory.getLogger(Onvif.class);

  private final CameraNotices notices;
  private final CameraControls controls;
  private final Guards guards;
  private final MaskKeeper masks;
  private final Map<CameraId, Held> held = new ConcurrentHashMap<>();

  /** Who is asked before credentials are sent. */
  interface Guards {
    LoginGuard of(DeviceSpec spec);
  }

  private record Held(DeviceSpec spec, CameraControl control) {}

  Onvif(CameraNotices notices, CameraControls controls, Guards guards, MaskKeeper masks) {
    this.notices = notices;
    this.controls = controls;
    this.guards = guards;
    this.masks = masks;
  }

  CameraNotices notices() {
    return notices;
  }

  /** Makes true what the configuration says of a camera. */
  void follow(CameraConfig camera) {
    notices.follow(camera.id(), camera.deviceSpec());
    CameraControl control = control(camera);
    boolean masks = camera.mask() == MaskMode.CAMERA && !camera.maskAreas().isEmpty();
    this.masks.follow(
        camera.id(),
        control != null && masks
            ? new MaskKeeper.Wish(control, camera.url(), camera.maskAreas())
            : null);
    boolean shown =
        !masks
            && !camera.maskedByEngine()
            && !camera.maskAreas().isEmpty()
            && camera.record() != RecordMode.OFF;
    if (shown) {
      log.warn(
          "camera {}: nobody masks its {} mask areas: what is recorded and shown live has them in"
              + " it; set mask: camera or engine, or take the areas away",
          camera.id(),
          camera.maskAreas().size());
    }
  }

  /** The control of a camera; null if it has no address for it. */
  @Nullable CameraControl control(CameraConfig camera) {
    DeviceSpec spec = camera.deviceSpec();
    if (spec == null) {
      held.remove(camera.id());
      return null;
    }
    return held.compute(
            camera.id(),
            (id, present) ->
                present != null && present.spec.equals(spec)
                    ? present
                    : new Held(spec, controls.control(spec, guards.of(spec))))
        .control;
  }

  /** The camera is gone. */
  void forget(CameraId camera) {
    notices.forget(camera);
    masks.follow(camera, null);
    held.remove(camera);
  }

  boolean turns(CameraId camera) {
    return notices.turns(camera);
  }

  boolean masked(CameraId camera) {
    return masks.holds(camera);
  }

  /** Once a second. */
  void tick() {
    notices.tick();
    masks.tick();
  }
}
