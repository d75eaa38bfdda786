package org.gatehouse.camera.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionDescriptionTest {
  private static MediaChoice choose(String... lines) {
    String text = String.join("\r\n", lines);
    return MediaChoice.of(SessionDescription.parse(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static MediaSection video(String... lines) {
    return Objects.requireNonNull(choose(lines).video());
  }

  private static MediaSection audio(String... lines) {
    return Objects.requireNonNull(choose(lines).audio());
  }

  @Test
  void choose_h264AfterAudioAndVendorMedia_isTaken() {
    MediaChoice choice =
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
            "a=fmtp:98 packetization-mode=1;sprop-parameter-sets=Z00=,aO4=");
    assertThat(choice.video())
        .isEqualTo(
            new MediaSection(
                Encoding.H264,
                98,
                90_000,
                0,
                Map.of("packetization-mode", "1", "sprop-parameter-sets", "Z00=,aO4="),
                "track1",
                null));
    assertThat(choice.audio()).isEqualTo(MediaSection.of(Encoding.PCMA, 8, "track0"));
  }

  @Test
  void choose_fmtpInAnotherSection_isFound() {
    MediaSection section =
        video(
            "m=video 0 RTP/AVP 96",
            "a=rtpmap:96 H264/90000",
            "m=audio 0 RTP/AVP 0",
            "a=fmtp:96 sprop-parameter-sets=Z00=,aO4=");
    assertThat(section.parameter("sprop-parameter-sets")).isEqualTo("Z00=,aO4=");
  }

  @Test
  void choose_sameTypeInTwoSections_eachKeepsItsOwnFormat() {
    String[] lines = {
      "m=audio 0 RTP/AVP 96",
      "a=rtpmap:96 mpeg4-generic/16000/1",
      "a=fmtp:96 config=1408",
      "m=video 0 RTP/AVP 96",
      "a=rtpmap:96 H264/90000",
      "a=fmtp:96"
    };
    assertThat(video(lines).format()).isEmpty();
    assertThat(audio(lines).parameter("config")).isEqualTo("1408");
  }

  @Test
  void choose_emptyFmtp_meansNoParameterSets() {
    String[] lines = {"m=video 0 RTP/AVP 96", "a=rtpmap:96 H264/90000", "a=fmtp:96"};
    assertThat(video(lines)).isEqualTo(MediaSection.of(Encoding.H264, 96, null));
  }

  @Test
  void choose_onlyOtherCodecs_saysWhatWasOffered() {
    MediaChoice choice =
        choose(
            "m=video 0 RTP/AVP 33",
            "m=video 0 RTP/AVP 96",
            "a=rtpmap:96 MP4V-ES/90000",
            "m=video 0 RTP/AVP 97",
            "a=rtpmap:97 H265/90000",
            "a=fmtp:97 sprop-max-don-diff=4",
            "m=audio 0 RTP/AVP 99");
    assertThat(choice.video()).isNull();
    assertThat(choice.offered())
        .isEqualTo(
            "video MP2T, video MP4V-ES, video H265 out of decoding order, sprop-max-don-diff > 0"
                + " (RFC 7798 §7.1), audio payload type 99");
    assertThat(choose("v=0").offered()).isEqualTo("no media at all");
  }

  @Test
  void choose_everythingMarkedSendonly_isTakenAllTheSame() {
    String[] one = {"m=video 0 RTP/AVP 26", "a=sendonly", "m=audio 0 RTP/AVP 0", "a=sendonly"};
    assertThat(video(one).encoding()).isEqualTo(Encoding.JPEG);
    assertThat(audio(one).encoding()).isEqualTo(Encoding.PCMU);
    String[] two = {"m=audio 0 RTP/AVP 0", "a=sendonly", "m=audio 0 RTP/AVP 8"};
    assertThat(audio(two).encoding()).isEqualTo(Encoding.PCMA);
  }

  @Test
  void choose_wrongOpusClockAndTrailingBlanks_areTolerated() {
    MediaSection opus = audio("m=audio 0 RTP/AVP 96", "a=rtpmap:96 opus/16000/1 ");
    assertThat(opus.clockRate()).isEqualTo(48_000);
    MediaSection law = audio("m=audio 0 RTP/AVP 97", "a=rtpmap:97 PCMA/16000 ");
    assertThat(law.clockRate()).isEqualTo(16_000);
    assertThat(law.channels()).isEqualTo(1);
  }

  @Test
  void choose_metadataSection_isFoundUnlessCompressed() {
    assertThat(choose("m=application 0 RTP/AVP 107", "a=rtpmap:107 vnd.onvif.metadata/90000"))
        .extracting(MediaChoice::metadata)
        .isNotNull();
    assertThat(choose("m=application 0 RTP/AVP 107", "a=rtpmap:107 vnd.onvif.metadata.gzip/90000"))
        .extracting(MediaChoice::metadata)
        .isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "'x-dimensions: 2560, 1440', 2560, 1440",
    "'framesize:26 2560-1440', 2560, 1440",
    "'cliprect:0,0,1440,2560', 2560, 1440",
  })
  void choose_pictureSize_isRead(String attribute, int width, int height) {
    assertThat(video("m=video 0 RTP/AVP 26", "a=" + attribute).size())
        .isEqualTo(new PictureSize(width, height));
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
