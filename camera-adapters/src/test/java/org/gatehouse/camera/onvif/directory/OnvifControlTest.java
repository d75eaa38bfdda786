package org.gatehouse.camera.onvif.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.ServiceLoader;
import org.gatehouse.camera.onvif.MaskService.Point;
import org.gatehouse.camera.simulator.onvif.OnvifFault;
import org.gatehouse.camera.simulator.onvif.OnvifScript;
import org.gatehouse.camera.simulator.onvif.OnvifScript.Access;
import org.gatehouse.camera.simulator.onvif.OnvifSimulator;
import org.gatehouse.camera.simulator.onvif.SimulatedOnvifDevice;
import org.gatehouse.contract.camera.CameraControl;
import org.gatehouse.contract.camera.CameraControls;
import org.gatehouse.contract.camera.CameraFault.Kind;
import org.gatehouse.contract.camera.ControlException;
import org.gatehouse.contract.camera.DeviceSpec;
import org.gatehouse.contract.camera.LoginGuard;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.vision.PictureArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The control of cameras as the engine finds it, at simulated devices over real sockets. */
@Timeout(60)
class OnvifControlTest {
  private static final OnvifScript SCRIPT =
      OnvifScript.open("gate", "rtsp://127.0.0.1/stream")
          .withLogin(Access.DIGEST_MD5, "admin", "p");

  /** What each connection begins with. */
  private static final String CONNECTS = "GetSystemDateAndTime";

  private static final URI STREAM = URI.create("rtsp://127.0.0.1/stream");
  private static final PictureArea CORNER = PictureArea.parse("0,0 0.5,0 0.5,0.25 0,0.25");
  private static final PictureArea TRIANGLE = PictureArea.parse("0.6,0.6 0.9,0.6 0.75,0.9");

  private final OnvifSimulator simulator = OnvifSimulator.start();
  private final CameraControls controls =
      ServiceLoader.load(CameraControls.class).findFirst().orElseThrow();

  @AfterEach
  void stop() {
    controls.close();
    simulator.close();
  }

  private SimulatedOnvifDevice device(OnvifScript script) throws Exception {
    return simulator.add(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), script);
  }

  private CameraControl control(LoginGuard guard) {
    return controls.control(
        new DeviceSpec(
            new CameraId("gate"), simulator.service("gate"), "admin", Secret.of("p"), false),
        guard);
  }

  @Test
  void move_stopAndPresets_areDoneOverOneConnection() throws Exception {
    SimulatedOnvifDevice device = device(SCRIPT);
    CameraControl control = control(LoginGuard.NONE);
    assertThat(control.turns()).isTrue();
    control.move(1, 0.5, 0, Duration.ofSeconds(1));
    control.stop();
    assertThat(control.presets()).isEmpty();
    assertThatThrownBy(() -> control.goTo("nowhere")).isInstanceOf(ControlException.class);
    assertThat(device.operations()).containsSubsequence("ContinuousMove", "Stop", "GetPresets");
    assertThat(Collections.frequency(device.operations(), CONNECTS)).isEqualTo(1);
    control.stop();
    assertThat(Collections.frequency(device.operations(), CONNECTS)).isEqualTo(2);
  }

  @Test
  void turns_withoutPtz_isFalseAndMovesAreRefused() throws Exception {
    device(SCRIPT.with(OnvifFault.NO_PTZ));
    CameraControl control = control(LoginGuard.NONE);
    assertThat(control.turns()).isFalse();
    assertThatThrownBy(control::stop)
        .isInstanceOfSatisfying(
            ControlException.class, e -> assertThat(e.fault().kind()).isEqualTo(Kind.NOT_FOUND));
  }

  @Test
  void move_guardSaysNo_sendsNoCredentials() throws Exception {
    SimulatedOnvifDevice device = device(SCRIPT);
    assertThatThrownBy(() -> control(() -> null).stop()).isInstanceOf(ControlException.class);
    assertThat(device.operations()).doesNotContain("Stop");
    assertThat(device.refusedLogins()).isZero();
  }

  @Test
  void move_wrongPassword_isTriedTwiceAtMostInOneCall() throws Exception {
    SimulatedOnvifDevice device = device(SCRIPT.withLogin(Access.DIGEST_MD5, "admin", "other"));
    CameraControl control = control(LoginGuard.NONE);
    assertThatThrownBy(control::stop).hasMessageNotContaining("Secret");
    assertThat(device.refusedLogins()).isLessThanOrEqualTo(2);
  }

  @Test
  void mask_areasMissing_areSetOnceAndFoundAfterwards() throws Exception {
    SimulatedOnvifDevice device = device(SCRIPT);
    CameraControl control = control(LoginGuard.NONE);
    assertThat(control.mask(STREAM, List.of(CORNER, TRIANGLE))).isEmpty();
    assertThat(Collections.frequency(device.operations(), "CreateMask")).isEqualTo(2);
    assertThat(control(LoginGuard.NONE).mask(STREAM, List.of(TRIANGLE, CORNER))).isEmpty();
    assertThat(Collections.frequency(device.operations(), "CreateMask")).isEqualTo(2);
  }

  @Test
  void covers_masksMovedCutOrTooSmall_areToldApart() {
    List<Point> corner = points(CORNER);
    List<Point> triangle = points(TRIANGLE);
    assertThat(MaskCover.covers(List.of(corner), corner)).isTrue();
    assertThat(MaskCover.covers(List.of(shifted(corner, 0.02)), corner)).isTrue();
    assertThat(MaskCover.covers(List.of(shifted(corner, 0.1)), corner)).isFalse();
    assertThat(MaskCover.covers(List.of(MaskCover.rectangle(triangle)), triangle)).isTrue();
    assertThat(MaskCover.covers(List.of(triangle), MaskCover.rectangle(triangle))).isFalse();
    assertThat(MaskCover.covers(List.of(), corner)).isFalse();
    assertThat(MaskCover.covers(List.of(triangle, corner), corner)).isTrue();
    List<Point> sliver = points(PictureArea.parse("0.1,0.1 0.11,0.1 0.11,0.11 0.1,0.11"));
    assertThat(MaskCover.covers(List.of(), sliver)).isFalse();
    assertThat(MaskCover.covers(List.of(sliver), sliver)).isTrue();
  }

  private static List<Point> points(PictureArea area) {
    return area.corners().stream().map(c -> new Point(2 * c.x() - 1, 1 - 2 * c.y())).toList();
  }

  private static List<Point> shifted(List<Point> polygon, double by) {
    return polygon.stream().map(p -> new Point(p.x() + by, p.y())).toList();
  }
}
