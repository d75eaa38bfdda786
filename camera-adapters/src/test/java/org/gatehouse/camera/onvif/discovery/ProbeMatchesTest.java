package org.gatehouse.camera.onvif.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.gatehouse.camera.onvif.xml.XmlFormatException;
import org.gatehouse.contract.camera.FoundCamera;
import org.junit.jupiter.api.Test;

class ProbeMatchesTest {
  private static byte[] answer(String scopes, String services) {
    return ("<e:Envelope><e:Body><d:ProbeMatches><d:ProbeMatch><a:EndpointReference>"
            + "<a:Address>urn:uuid:1</a:Address></a:EndpointReference><d:Scopes>"
            + scopes
            + "</d:Scopes><d:XAddrs>"
            + services
            + "</d:XAddrs></d:ProbeMatch></d:ProbeMatches></e:Body></e:Envelope>")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static FoundCamera only(byte[] answer) throws Exception {
    return ProbeMatches.read(answer, InetAddress.getByName("127.0.1.9")).getFirst();
  }

  @Test
  void read_unreachableHostInXAddrs_keepsTheHostThatAnswered() throws Exception {
    FoundCamera camera = only(answer("", "http://192.168.68.111:8899/onvif/services"));
    assertThat(camera.services())
        .containsExactly(URI.create("http://127.0.1.9:8899/onvif/services"));
  }

  @Test
  void read_scopes_tellNameAndHardware() throws Exception {
    FoundCamera camera =
        only(
            answer(
                "onvif://www.onvif.org/name/Gate%20North onvif://www.onvif.org/hardware/X-1%", ""));
    assertThat(camera.name()).isEqualTo("Gate North");
    assertThat(camera.hardware()).isEqualTo("X-1%");
    assertThat(camera.services()).isEmpty();
  }

  @Test
  void read_noSoap_saysSo() {
    assertThatThrownBy(() -> only("Wrong".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(XmlFormatException.class);
    assertThatThrownBy(() -> only("<html/>".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(XmlFormatException.class)
        .hasMessageContaining("ProbeMatches");
  }
}
