package org.gatehouse.camera.onvif;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gatehouse.camera.notice.NoticeReader;
import org.gatehouse.camera.onvif.discovery.ProbeMatches;
import org.gatehouse.camera.onvif.xml.XmlElement;
import org.gatehouse.camera.onvif.xml.XmlFormatException;
import org.gatehouse.camera.onvif.xml.XmlReader;
import org.gatehouse.contract.camera.CameraNotice;
import org.gatehouse.contract.camera.FoundCamera;

/** What ONVIF devices send, fed with anything. */
class OnvifInputFuzzTest {
  private static final ReachableHost HOST = new ReachableHost(URI.create("http://10.0.0.7:80/x"));

  @FuzzTest
  void xml(byte[] data) {
    try {
      XmlElement root = XmlReader.read(data);
      assertThat(root.walk().count()).isPositive();
    } catch (XmlFormatException e) {
      assertThat(e).hasMessageNotContainingAny("&", "<");
    }
  }

  @FuzzTest
  void probeMatches(byte[] data) {
    try {
      List<FoundCamera> cameras = ProbeMatches.read(data, InetAddress.getLoopbackAddress());
      assertThat(cameras).hasSizeLessThanOrEqualTo(64);
      assertThat(cameras).allMatch(c -> c.name().length() <= 203 && !c.endpoint().isEmpty());
    } catch (XmlFormatException e) {
      assertThat(e.getMessage()).isNotEmpty();
    }
  }

  /** Whatever a device could answer to whatever is asked. */
  @FuzzTest
  void answers(byte[] data) {
    try {
      XmlElement answer = XmlReader.read(data);
      for (ServiceTable table :
          List.of(
              ServiceTable.ofServices(answer, HOST), ServiceTable.ofCapabilities(answer, HOST))) {
        table.kinds().forEach(k -> assertThat(table.find(k)).isNotNull().hasHost("10.0.0.7"));
      }
      answer
          .walk()
          .forEach(
              e -> {
                assertThat(MediaProfile.read(e).name()).doesNotContain("\n");
                assertThat(ImagingService.Settings.read(e).xml()).doesNotContain("\u0000");
                URI stream = HOST.stream(e.text());
                assertThat(stream == null || stream.getHost().equals("10.0.0.7")).isTrue();
              });
      assertThat(PullPoint.remaining(answer)).isBetween(Duration.ZERO, PullPoint.LIFETIME);
    } catch (XmlFormatException e) {
      assertThat(e.getMessage()).isNotEmpty();
    }
  }

  /** As a subscription reads them: the envelope without messages, then the messages. */
  @FuzzTest
  void pullMessages(byte[] data) {
    List<CameraNotice> notices = new ArrayList<>();
    new NoticeReader().read(data, 0, data.length, 1, notices::add);
    assertThat(notices).allMatch(n -> n.source().length() <= 64);
    try {
      XmlElement rest = XmlReader.read(data, Set.of("NotificationMessage"));
      assertThat(rest.children()).noneMatch(c -> c.name().equals("NotificationMessage"));
    } catch (XmlFormatException e) {
      assertThat(e.getMessage()).isNotEmpty();
    }
  }
}
