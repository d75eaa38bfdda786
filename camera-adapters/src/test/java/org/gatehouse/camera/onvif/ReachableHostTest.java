package org.gatehouse.camera.onvif;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Quirk 92: the camera was reached at 10.0.0.7:8000. */
class ReachableHostTest {
  private final ReachableHost host =
      new ReachableHost(URI.create("http://10.0.0.7:8000/onvif/device_service"));

  @ParameterizedTest
  @CsvSource({
    "http://192.168.1.9/onvif/media, http://10.0.0.7:8000/onvif/media",
    "http://10.0.0.7:8899/onvif/media?a=b, http://10.0.0.7:8899/onvif/media?a=b",
    "http://10.0.0.7/x, http://10.0.0.7/x",
    "/onvif/media, http://10.0.0.7:8000/onvif/media",
    "https://192.168.1.9:443/x, http://10.0.0.7:8000/x",
    "no url, ",
    "mailto:x, "
  })
  void service_asNamed_isAtOurHost(String named, @Nullable String expected) {
    assertThat(host.service(named)).isEqualTo(expected == null ? null : URI.create(expected));
  }

  @ParameterizedTest
  @CsvSource({
    "rtsp://192.168.1.9:554/a?b=c, rtsp://10.0.0.7:554/a?b=c",
    "rtsp://u:p@192.168.1.9/a, rtsp://10.0.0.7/a",
    "http://192.168.1.9/a, ",
    "rtsp:/nowhere, "
  })
  void stream_asNamed_isAtOurHostWithoutUser(String named, @Nullable String expected) {
    assertThat(host.stream(named)).isEqualTo(expected == null ? null : URI.create(expected));
  }

  @Test
  void service_reachedByHttps_staysWithHttps() {
    ReachableHost secure = new ReachableHost(URI.create("https://10.0.0.7/onvif/device_service"));
    assertThat(secure.service("http://10.0.0.7:80/onvif/media"))
        .isEqualTo(URI.create("https://10.0.0.7/onvif/media"));
  }
}
