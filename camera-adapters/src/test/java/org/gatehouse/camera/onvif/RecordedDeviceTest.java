package org.gatehouse.camera.onvif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.gatehouse.camera.SharedData;
import org.gatehouse.camera.onvif.soap.OnvifSettings;
import org.gatehouse.camera.onvif.soap.SoapClient;
import org.gatehouse.camera.simulator.onvif.OnvifSimulator;
import org.junit.jupiter.api.Test;

/** A device that serves recorded replies of real cameras. */
class RecordedDeviceTest {
  @Test
  void device_servingRecordedReplies_isUnderstood() throws Exception {
    Path folder = SharedData.folder().resolve("captures/onvif-replies");
    assumeTrue(Files.isDirectory(folder), "the recorded ONVIF replies are absent");
    try (OnvifSimulator simulator = OnvifSimulator.start();
        SoapClient client = new SoapClient(OnvifSettings.standard())) {
      URI service =
          simulator.addRecorded(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), folder);
      OnvifDevice device = OnvifDevice.connect(client, service, null);
      assertThat(device.information().model()).isEqualTo("Mockup Model");
      assertThat(device.hostname()).isEqualTo("IPNC-RDK");
      assertThat(device.timeServers()).containsExactly("192.168.1.168");
      assertThat(device.scopes()).contains("onvif://www.onvif.org/type/ptz");
      MediaService media = device.media();
      MediaProfile main = media.profiles().getFirst();
      assertThat(main.token()).isEqualTo("main");
      assertThat(main.codec()).isEqualTo("H264");
      assertThat(main.width()).isEqualTo(1920);
      // The recorded reply names 192.168.68.111.
      assertThat(media.streamUri("main", MediaService.Carrier.RTSP))
          .isEqualTo(URI.create("rtsp://127.0.0.1/h264main"));
      URI snapshot = Objects.requireNonNull(media.snapshotUri("main"));
      assertThat(media.snapshot(snapshot).bytes()).startsWith(0xFF, 0xD8);
      assertThat(device.ptz().presets("main")).hasSizeGreaterThan(10);
      assertThat(device.ptz().keep("main", "x")).isEqualTo("20");
      assertThat(device.ptz().status("main").position().zoom()).isEqualTo(0.211861998);
      assertThat(device.imaging().settings("vidsrc0").brightness()).isEqualTo(255.0);
      assertThat(device.imaging().settings("vidsrc0").focus()).isEqualTo("AUTO");
      // Its fault has an undeclared prefix and a misquoted declaration.
      assertThatThrownBy(() -> device.relays().outputs()).hasMessageContaining("GetRelayOutputs");
    }
  }
}
