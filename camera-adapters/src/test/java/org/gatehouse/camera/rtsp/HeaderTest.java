package org.gatehouse.camera.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Headers as cameras write them; numbers are those of the list of camera behaviours. */
class HeaderTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          RTP/AVP/TCP;unicast;interleaved=0-1                                  | 0 | 1 | false
          RTP/AVP/TCP;unicast;destination=1.2.3.4;interleaved=4-5              | 4 | 5 | false
          RTP/AVP/TCP;ssrc=1a2b;unicast;interleaved=2-3;mode="PLAY"            | 2 | 3 | false
          RTP/AVP;unicast;interleaved=0-1                                      | 0 | 1 | false
          RTP/AVP/TCP;unicast;interleaved=6                                    | 6 | 7 | false
          RTP/AVP/TCP; unicast; interleaved=0-1; ssrc=   1234; mode=play       | 0 | 1 | false
          RTP/AVP/TCP;unicast                                                  | 0 | 1 | false
          RTP/AVP;unicast;client_port=5000-5001;server_port=6000-6001          | 0 | 1 | true
          RTP/AVP/TCP;interleaved=x-y                                          | 0 | 1 | false
          """)
  void transport_asCamerasWriteIt_isObeyed(String value, int rtp, int rtcp, boolean datagrams) {
    TransportHeader header = TransportHeader.parse(value, 0);
    assertThat(header.rtpChannel()).isEqualTo(rtp);
    assertThat(header.rtcpChannel()).isEqualTo(rtcp);
    assertThat(header.promisesDatagrams()).isEqualTo(datagrams);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          12345678            | 12345678 | 60
          12345678;timeout=15 | 12345678 | 15
          'abc ; timeout = 30'| abc      | 30
          'abc   '            | abc      | 60
          abc;timeout=0       | abc      | 60
          abc;timeout=x       | abc      | 60
          """)
  void session_asCamerasWriteIt_isUnderstood(String value, String id, int seconds) {
    assertThat(SessionHeader.parse(value)).isEqualTo(new SessionHeader(id, seconds));
  }

  @Test
  void number_withTrailingSpaceOrNone_isRead() {
    RtspHeaders headers = RtspHeaders.EMPTY.with("cseq", "7 ");
    assertThat(headers.number("CSeq", -1)).isEqualTo(7);
    assertThat(headers.number("Absent", -1)).isEqualTo(-1);
  }
}
