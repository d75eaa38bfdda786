package org.gatehouse.camera.onvif;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.InetAddress;
import java.util.List;
import org.gatehouse.camera.onvif.discovery.ProbeMatches;
import org.gatehouse.camera.onvif.xml.XmlElement;
import org.gatehouse.camera.onvif.xml.XmlFormatException;
import org.gatehouse.camera.onvif.xml.XmlReader;
import org.gatehouse.contract.camera.FoundCamera;

/** What ONVIF devices send, fed with anything. */
class OnvifInputFuzzTest {
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
}
