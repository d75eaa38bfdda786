package org.gatehouse.camera.onvif.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ServiceLoader;
import org.gatehouse.camera.Fixtures;
import org.gatehouse.camera.simulator.Playback;
import org.gatehouse.camera.simulator.SimulatedCameras;
import org.gatehouse.camera.simulator.onvif.OnvifFault;
import org.gatehouse.camera.simulator.onvif.OnvifScript;
import org.gatehouse.camera.simulator.onvif.OnvifScript.Access;
import org.gatehouse.camera.simulator.onvif.OnvifSimulator;
import org.gatehouse.contract.camera.CameraDirectory;
import org.gatehouse.contract.camera.CameraFault;
import org.gatehouse.contract.camera.ProbeReport;
import org.gatehouse.contract.camera.ProbeRequest;
import org.gatehouse.contract.config.Secret;
import org.junit.jupiter.api.Test;

class OnvifDirectoryTest {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final CameraDirectory directory = new OnvifDirectory();

  private static ProbeRequest request(URI target, boolean watch) {
    return new ProbeRequest(target.toString(), "admin", Secret.of("p"), false, watch);
  }

  @Test
  void directory_isFoundByServiceLoader() {
    assertThat(ServiceLoader.load(CameraDirectory.class))
        .hasOnlyElementsOfType(OnvifDirectory.class);
  }

  @Test
  void probe_ofADevice_tellsAllAndSeesVideo() throws Exception {
    try (SimulatedCameras streams = Fixtures.cameras();
        OnvifSimulator simulator = OnvifSimulator.start()) {
      URI stream = streams.add("/gate", Fixtures.track(), Playback.LIVE);
      OnvifScript script =
          OnvifScript.open("gate", stream.toString()).withLogin(Access.TOKEN, "admin", "p");
      simulator.add(ANY_PORT, script);
      ProbeReport report = directory.probe(request(simulator.service("gate"), true));
      assertThat(report.faults()).isEmpty();
      assertThat(report.device()).isNotNull();
      assertThat(report.clock()).isNotNull();
      assertThat(report.features()).containsExactlyInAnyOrder(ProbeReport.Feature.values());
      assertThat(report.profiles()).hasSize(2);
      assertThat(report.profiles().getFirst().stream()).isEqualTo(stream);
      assertThat(report.relays()).containsExactly("relay1");
      ProbeReport.StreamCheck main = report.streams().getFirst();
      assertThat(main.codec()).isEqualTo("H264");
      assertThat(main.width()).isEqualTo(160);
      assertThat(main.keyFrame()).isTrue();
      assertThat(main.fault()).isNull();
    }
  }

  @Test
  void probe_wrongPassword_isOneFaultOfItsKind() throws Exception {
    try (OnvifSimulator simulator = OnvifSimulator.start()) {
      OnvifScript script =
          OnvifScript.open("gate", "rtsp://127.0.0.1:1/")
              .withLogin(Access.DIGEST_MD5, "admin", "other");
      var camera = simulator.add(ANY_PORT, script);
      ProbeReport report = directory.probe(request(simulator.service("gate"), true));
      assertThat(report.faults())
          .singleElement()
          .extracting(CameraFault::kind)
          .isEqualTo(CameraFault.Kind.UNAUTHORIZED);
      assertThat(camera.refusedLogins()).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void probe_withoutEvents_isStillComplete() throws Exception {
    try (OnvifSimulator simulator = OnvifSimulator.start()) {
      OnvifScript script =
          OnvifScript.open("gate", "rtsp://127.0.0.1:1/").with(OnvifFault.NO_EVENTS);
      simulator.add(ANY_PORT, script);
      ProbeReport report = directory.probe(request(simulator.service("gate"), false));
      assertThat(report.faults()).isEmpty();
      assertThat(report.features()).doesNotContain(ProbeReport.Feature.EVENTS);
    }
  }

  @Test
  void probe_ofAStream_opensThatStream() throws Exception {
    try (SimulatedCameras streams = Fixtures.cameras()) {
      URI stream = streams.add("/gate", Fixtures.track(), Playback.LIVE);
      ProbeReport report = directory.probe(request(stream, false));
      assertThat(report.streams().getFirst().keyFrame()).isTrue();
      assertThat(report.device()).isNull();
    }
  }

  @Test
  void probe_targetWithAPassword_isRefusedWithoutRepeatingIt() {
    assertThatThrownBy(() -> OnvifDirectory.target("http://a:secret@h/"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> OnvifDirectory.target("ftp://h/"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(OnvifDirectory.target("10.0.0.7:8899"))
        .isEqualTo(URI.create("http://10.0.0.7:8899/onvif/device_service"));
  }
}
