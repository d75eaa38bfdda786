package org.gatehouse.camera.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionDescriptionTest {
  private static VideoChoice choose(String... lines) {
    String text = String.join("\r\n", lines);
    return VideoChoice.of(SessionDescription.parse(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void choose_h264AfterAudioAndVendorMedia_isTaken() {
    assertThat(
            choose(
                "v=0",
                "s=one",
                "s=two",
                "c=IN 192.168.4.232",
                "t=",
                "m=audio 0 RTP/AVP 8",
                "a=control:track0",
                "m=application/tplink 0 TCP 11",
                "m=video 0 RTP/AVP 98",
                "a=control:track1",
                "a=rtpmap:98 h264/90000 ",
                "a=fmtp:98 packetization-mode=1;sprop-parameter-sets=Z00=,aO4="))
        .isEqualTo(new VideoChoice.H264(98, "track1", "Z00=,aO4="));
  }

  @Test
  void choose_fmtpInAnotherSection_isFound() {
    assertThat(
            choose(
                "m=video 0 RTP/AVP 96",
                "a=rtpmap:96 H264/90000",
                "m=audio 0 RTP/AVP 0",
                "a=fmtp:96 sprop-parameter-sets=Z00=,aO4="))
        .isEqualTo(new VideoChoice.H264(96, null, "Z00=,aO4="));
  }

  @Test
  void choose_emptyFmtp_meansNoParameterSets() {
    assertThat(choose("m=video 0 RTP/AVP 96", "a=rtpmap:96 H264/90000", "a=fmtp:96"))
        .isEqualTo(new VideoChoice.H264(96, null, null));
  }

  @Test
  void choose_onlyOtherCodecs_saysWhatWasOffered() {
    assertThat(
            choose(
                "m=video 0 RTP/AVP 96",
                "a=rtpmap:96 H265/90000",
                "m=video 0 RTP/AVP 26",
                "m=audio 0 RTP/AVP 0"))
        .isEqualTo(new VideoChoice.Unsupported("video H265, video JPEG, audio payload type 0"));
    assertThat(choose("v=0")).isEqualTo(new VideoChoice.Unsupported("no media at all"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          192.168.1.10:554/stream0/       | trackID=1      | rtsp://192.168.1.10:554/stream0/trackID=1
          rtsp://rtsp://host/a            | trackID=1      | rtsp://host/a/trackID=1
          rtsp://::ffff:192.168.1.123/a/  | trackID=1      | rtsp://::ffff:192.168.1.123/a/trackID=1
          rtsp://host/a?user=x            | trackID=1      | rtsp://host/a?user=x/trackID=1
          rtsp://host/a/                  | rtsp://other/1 | rtsp://other/1
          rtsp://host/a/                  | *              | rtsp://host/a/
          rtsp://host/a/                  |                | rtsp://host/a/
                                          | 1              | rtsp://asked/x/1
          /a/                             | 1              | rtsp://asked/x/1
          """)
  void join_asCamerasWantIt_isJoined(String contentBase, String control, String url) {
    assertThat(ControlUrls.join(ControlUrls.base(contentBase, "rtsp://asked/x"), control))
        .isEqualTo(url);
  }
}
