package org.gatehouse.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.Objects;
import org.gatehouse.camera.simulator.AnnexBTrack;
import org.gatehouse.camera.simulator.CameraScript;
import org.gatehouse.camera.simulator.Login;
import org.gatehouse.camera.simulator.Playback;
import org.gatehouse.camera.simulator.SimulatedCameras;
import org.gatehouse.camera.simulator.VideoTrack;
import org.gatehouse.camera.simulator.onvif.OnvifScript;
import org.gatehouse.camera.simulator.onvif.OnvifScript.Access;
import org.gatehouse.camera.simulator.onvif.OnvifSimulator;
import org.gatehouse.camera.simulator.onvif.SimulatedOnvifDevice;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.runtime.supervise.Lease;
import org.gatehouse.server.config.SiteFile;
import org.gatehouse.server.http.CameraView;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real engine, real ONVIF subscriptions and real sessions, all at simulated cameras. */
@Timeout(120)
class EngineNoticesTest {
  private static final String MOTION = "tns1:VideoSource/MotionAlarm";

  private final OnvifSimulator devices = OnvifSimulator.start();
  @TempDir private Path folder;
  private @Nullable SimulatedCameras simulator;
  private @Nullable Engine running;

  @BeforeEach
  void start() throws IOException {
    Path clip =
        Path.of("../../camera-adapters/src/test/resources/org/gatehouse/camera/testsrc.h264");
    VideoTrack track = AnnexBTrack.read(Files.readAllBytes(clip), 3600);
    SimulatedCameras started =
        SimulatedCameras.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    CameraScript locked =
        CameraScript.of(track, Playback.LIVE)
            .withLogin(new Login(Login.Scheme.DIGEST_MD5, "admin", "right-one"));
    started.add("/gate", locked);
    started.add("/yard", locked);
    simulator = started;
    Path secret = Files.writeString(folder.resolve("p.txt"), "right-one");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
  }

  @AfterEach
  void stop() {
    if (running != null) {
      running.close();
    }
    Objects.requireNonNull(simulator).close();
    devices.close();
  }

  private Engine engine() {
    return Objects.requireNonNull(running);
  }

  private SimulatedOnvifDevice device(String name, String password) throws IOException {
    return devices.add(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        OnvifScript.open(name, "rtsp://unused/").withLogin(Access.DIGEST_MD5, "admin", password));
  }

  private String camera(String id, String device, String more) {
    return """
          - id: %s
            url: %s
            onvif: %s
            username: admin
            password: file:p.txt
            record: off
        %s"""
        .formatted(
            id, Objects.requireNonNull(simulator).url("/" + id), devices.service(device), more);
  }

  private Path site(String... cameras) throws IOException {
    return Files.writeString(
        folder.resolve("site.yaml"),
        "site: north\ndata: ./data\nserver: { port: 0 }\ncameras:\n" + String.join("", cameras));
  }

  private void runs(Path file) {
    running = Engine.start(new SiteFile().read(file), file);
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private static void await(Condition condition) throws InterruptedException, IOException {
    while (!condition.holds()) {
      Thread.sleep(50);
    }
  }

  private boolean metric(String line) {
    return engine().metrics().lines().anyMatch(line::equals);
  }

  private boolean subscribed(String camera) {
    return metric("gatehouse_camera_notices_subscribed{camera=\"%s\"} 1.0".formatted(camera));
  }

  private boolean told(String camera, boolean active) {
    return engine().notices().recent().stream()
        .anyMatch(told -> told.camera().value().equals(camera) && told.notice().active() == active);
  }

  private boolean is(String camera, String state) {
    return engine().cameras().stream()
        .anyMatch(c -> c.id().equals(camera) && c.state().equals(state));
  }

  private static int subscriptions(SimulatedOnvifDevice device) {
    return Collections.frequency(device.operations(), "CreatePullPointSubscription");
  }

  @Test
  void onvif_motionAtADevice_isToldAndFollowsTheSite() throws Exception {
    SimulatedOnvifDevice gate = device("gate", "right-one");
    SimulatedOnvifDevice other = device("other", "right-one");
    SimulatedOnvifDevice yard = device("yard", "right-one");
    runs(site(camera("gate", "gate", ""), camera("yard", "yard", "")));
    await(() -> subscribed("gate") && subscribed("yard"));
    gate.happen(MOTION, "State", "true");
    await(() -> told("gate", true));
    assertThat(metric("gatehouse_camera_notices_total{camera=\"gate\"} 1.0")).isTrue();

    site(camera("gate", "other", ""), camera("yard", "yard", ""));
    await(() -> gate.operations().contains("Unsubscribe") && subscriptions(other) == 1);
    await(() -> subscribed("gate"));
    other.happen(MOTION, "State", "false");
    await(() -> told("gate", false));

    site(camera("yard", "yard", ""));
    await(() -> other.operations().contains("Unsubscribe"));
    assertThat(engine().metrics()).doesNotContain("camera=\"gate\"");
    yard.happen(MOTION, "State", "true");
    await(() -> told("yard", true));
    assertThat(subscriptions(yard)).isEqualTo(1);
    assertThat(yard.operations()).doesNotContain("Unsubscribe");
  }

  @Test
  void onvif_otherPasswordThere_isTriedTwiceAtMostAndTheStreamGoesOn() throws Exception {
    SimulatedOnvifDevice gate = device("gate", "another-one");
    runs(site(camera("gate", "gate", "    keep-open: true\n")));
    await(() -> is("gate", "streaming") && gate.refusedLogins() > 0);
    assertThat(gate.refusedLogins()).isLessThanOrEqualTo(2);
    assertThat(subscribed("gate")).isFalse();
    assertThat(engine().cameras()).extracting(CameraView::reconnects).containsOnly(0L);
  }

  @Test
  void main_neitherRecordedNorAnalysed_isOpenedWhenSomebodyLooks() throws Exception {
    device("gate", "right-one");
    runs(site(camera("gate", "gate", "")));
    await(() -> is("gate", "idle"));
    try (Lease looking = engine().want(StreamId.main(new CameraId("gate")))) {
      await(() -> is("gate", "streaming"));
    }
    site(camera("gate", "gate", "    keep-open: true\n"));
    await(() -> engine().cameras().getFirst().state().equals("streaming"));
    assertThat(engine().cameras().getFirst().reconnects()).isZero();
  }
}
