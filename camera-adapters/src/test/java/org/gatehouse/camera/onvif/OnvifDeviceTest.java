package org.gatehouse.camera.onvif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.gatehouse.camera.onvif.MaskService.Mask;
import org.gatehouse.camera.onvif.MaskService.Point;
import org.gatehouse.camera.onvif.MediaService.Carrier;
import org.gatehouse.camera.onvif.soap.OnvifException;
import org.gatehouse.camera.simulator.onvif.OnvifFault;
import org.gatehouse.camera.simulator.onvif.OnvifScript.Access;
import org.gatehouse.contract.camera.CameraNotice;
import org.junit.jupiter.api.Test;

/** Every service of a simulated device, over real sockets. */
class OnvifDeviceTest {
  @Test
  void media_ofBothServices_tellsProfilesAndAddresses() throws Exception {
    try (Simulated simulated = new Simulated(Simulated.TOKEN)) {
      OnvifDevice device = simulated.connect();
      MediaProfile main = device.media().profiles().getFirst();
      assertThat(main.codec()).isEqualTo("H265");
      assertThat(main.width()).isEqualTo(1920);
      assertThat(main.turns()).isTrue();
      assertThat(device.olderMedia().profiles().getFirst().codec()).isEqualTo("H264");
      URI stream = URI.create("rtsp://127.0.0.1:8554/gate");
      assertThat(device.media().streamUri("main", Carrier.RTSP)).isEqualTo(stream);
      assertThat(device.olderMedia().streamUri("main", Carrier.UDP)).isEqualTo(stream);
    }
  }

  @Test
  void snapshot_behindDigest_isFetched() throws Exception {
    var script = Simulated.OPEN.withLogin(Access.DIGEST_SHA256, "admin", "s&cret");
    try (Simulated simulated = new Simulated(script)) {
      MediaService media = simulated.connect().media();
      URI uri = Objects.requireNonNull(media.snapshotUri("main"));
      var picture = media.snapshot(uri);
      assertThat(picture.type()).isEqualTo("image/jpeg");
      assertThat(picture.bytes()).startsWith(0xFF, 0xD8);
    }
  }

  /** Quirk 92. */
  @Test
  void addresses_thatCannotBeReached_keepTheHostThatAnswered() throws Exception {
    try (Simulated simulated = new Simulated(Simulated.TOKEN.with(OnvifFault.BAD_ADDRESSES))) {
      OnvifDevice device = simulated.connect();
      assertThat(device.media().streamUri("main", Carrier.RTSP))
          .isEqualTo(URI.create("rtsp://127.0.0.1:8554/gate"));
      URI snapshot = Objects.requireNonNull(device.media().snapshotUri("main"));
      assertThat(device.media().snapshot(snapshot).bytes()).isNotEmpty();
      assertThat(device.events().subscribe().lifetime()).isEqualTo(Duration.ofMinutes(1));
    }
  }

  /** Quirk 91. */
  @Test
  void media_namedNowhere_isFoundAtItsUsualPath() throws Exception {
    try (Simulated simulated = new Simulated(Simulated.TOKEN.with(OnvifFault.UNNAMED_MEDIA))) {
      assertThat(simulated.connect().media().profiles()).hasSize(2);
    }
  }

  @Test
  void services_ofAnOlderDevice_areReadFromItsCapabilities() throws Exception {
    try (Simulated simulated = new Simulated(Simulated.TOKEN.with(OnvifFault.NO_GET_SERVICES))) {
      assertThat(simulated.connect().offers())
          .contains(ServiceKind.MEDIA, ServiceKind.EVENTS, ServiceKind.DEVICE_IO);
    }
  }

  /** Quirk 90. */
  @Test
  void events_ofADeviceWithoutThem_areSaidToBeMissing() throws Exception {
    var script =
        Simulated.TOKEN
            .with(OnvifFault.NO_EVENTS)
            .with(OnvifFault.NO_PTZ)
            .with(OnvifFault.NO_GET_SERVICES);
    try (Simulated simulated = new Simulated(script)) {
      OnvifDevice device = simulated.connect();
      assertThatThrownBy(device::events)
          .isInstanceOf(OnvifException.class)
          .hasMessageContaining("offers no Events");
      assertThatThrownBy(device::ptz).hasMessageContaining("offers no PTZ");
    }
  }

  @Test
  void ptz_movesAndPresets_areObeyed() throws Exception {
    try (Simulated simulated = new Simulated(Simulated.TOKEN)) {
      PtzService ptz = simulated.connect().ptz();
      ptz.move("main", new PtzService.Vector(0.5, 0, 0), Duration.ofSeconds(2));
      assertThat(ptz.status("main").moving()).isTrue();
      ptz.stop("main");
      var place = new PtzService.Vector(0.25, -0.5, 1);
      ptz.moveTo("main", place);
      assertThat(ptz.status("main")).isEqualTo(new PtzService.Status(place, false));
      String token = ptz.keep("main", "Gate <1>");
      assertThat(ptz.presets("main")).containsExactly(new PtzService.Preset(token, "Gate <1>"));
      ptz.moveTo("main", new PtzService.Vector(0, 0, 0));
      ptz.goTo("main", token);
      assertThat(ptz.status("main").position()).isEqualTo(place);
      ptz.forget("main", token);
      assertThat(ptz.presets("main")).isEmpty();
      assertThatThrownBy(() -> ptz.goTo("main", "none"))
          .isInstanceOf(OnvifException.class)
          .hasMessageContaining("GotoPreset")
          .hasMessageContaining("ter:ActionNotSupported");
    }
  }

  @Test
  void imaging_brightnessAlone_leavesTheRest() throws Exception {
    try (Simulated simulated = new Simulated(Simulated.TOKEN)) {
      ImagingService imaging = simulated.connect().imaging();
      imaging.set("source", new ImagingService.Settings(70.0, null, null, null, "OFF", null, null));
      var now = imaging.settings("source");
      assertThat(now.brightness()).isEqualTo(70.0);
      assertThat(now.contrast()).isEqualTo(50.0);
      assertThat(now.irCut()).isEqualTo("OFF");
      assertThat(now.focus()).isNull();
    }
  }

  @Test
  void masks_createdChangedDeleted_areTold() throws Exception {
    try (Simulated simulated = new Simulated(Simulated.TOKEN)) {
      MaskService masks = simulated.connect().masks();
      List<Point> polygon = List.of(new Point(-1, -1), new Point(0, -1), new Point(0, 0.5));
      String token = masks.create(new Mask("", "view", polygon, true));
      assertThat(masks.masks("view")).containsExactly(new Mask(token, "view", polygon, true));
      masks.set(new Mask(token, "view", polygon, false));
      assertThat(masks.masks("view").getFirst().enabled()).isFalse();
      masks.delete(token);
      assertThat(masks.masks("view")).isEmpty();
    }
  }

  @Test
  void relays_forABarrier_areSetAndConfigured() throws Exception {
    try (Simulated simulated = new Simulated(Simulated.TOKEN)) {
      RelayService relays = simulated.connect().relays();
      relays.configure("relay1", RelayService.Mode.MONOSTABLE, Duration.ofSeconds(2), false);
      assertThat(relays.outputs())
          .containsExactly(
              new RelayService.Output("relay1", RelayService.Mode.MONOSTABLE, "PT2S", false));
      relays.set("relay1", true);
      assertThat(relays.inputs()).containsExactly("in1");
      assertThat(simulated.camera.operations()).contains("SetRelayOutputState");
    }
  }

  @Test
  void device_tellsNameScopesAndTimeServers() throws Exception {
    try (Simulated simulated = new Simulated(Simulated.TOKEN)) {
      OnvifDevice device = simulated.connect();
      assertThat(device.hostname()).isEqualTo("gate");
      assertThat(device.scopes()).containsExactly("onvif://www.onvif.org/name/gate");
      assertThat(device.timeServers()).containsExactly("10.9.8.7");
      assertThat(device.clock().zone()).isEqualTo("CST-8");
      assertThat(device.clock().fromNtp()).isTrue();
    }
  }

  @Test
  void pull_motionAndAFace_onlyTheMotionIsTold() throws Exception {
    try (Simulated simulated = new Simulated(Simulated.TOKEN)) {
      PullPoint point = simulated.connect().events().subscribe();
      simulated.camera.happen("tns1:RuleEngine/FaceDetector/Face", "State", "true");
      simulated.camera.happen("tns1:VideoSource/MotionAlarm", "State", "true");
      List<CameraNotice> notices = new ArrayList<>();
      while (notices.isEmpty()) {
        assertThat(point.pull(Duration.ofSeconds(5), 7, notices::add)).isTrue();
      }
      assertThat(notices)
          .containsExactly(new CameraNotice(CameraNotice.Topic.MOTION, "view", true, 7));
      point.renew();
      point.synchronize();
      point.unsubscribe();
    }
  }

  /** Quirk 88. */
  @Test
  void subscribe_withoutTerminationTime_takesTheTimeAskedFor() throws Exception {
    try (Simulated simulated =
        new Simulated(Simulated.TOKEN.with(OnvifFault.NO_TERMINATION_TIME))) {
      assertThat(simulated.connect().events().subscribe().lifetime()).isEqualTo(PullPoint.LIFETIME);
    }
  }
}
