package org.gatehouse.contract.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OneLineTest {
  @Test
  void of_textWithControlCharacters_hasNoneAnyMore() {
    assertThat(OneLine.of("moved to \u0000rtsp:\r\n/\u0085x"))
        .isEqualTo("moved to \uFFFDrtsp:\uFFFD\uFFFD/\uFFFDx");
    assertThat(OneLine.of("cut \uD83D")).isEqualTo("cut \uFFFD");
  }

  @Test
  void of_plainText_isTheSame() {
    String text = "connect: 拒绝 \uD83D\uDE97";
    assertThat(OneLine.of(text)).isSameAs(text);
  }

  @Test
  void wordsOfDevices_inEvents_areOnOneLine() {
    assertThat(new EventDetail.CameraState("down", "codec a\u0000b").reason())
        .isEqualTo("codec a\uFFFDb");
  }
}
