package org.gatehouse.camera.rtp.h264;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.gatehouse.camera.rtp.nal.AnnexB;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpsTest {
  /** 176x144, Constrained Baseline. */
  static final String SMALL = "6742c00bd902c4ec0440000003004000000c83c50a92";

  @ParameterizedTest
  @CsvSource({
    SMALL + ", 176, 144",
    "67640028acd940780227e5c044000003000400000300c83c60c658, 1920, 1080",
    "677a0028b6cd9405a044fcb8088000000300800000190f8b16cb, 1440, 1080",
    "6764001eacd940b424d8088000000300800000190f8a14cb, 720, 576",
    "67f4000d91968150878f8fc044000003000400000300c83c50aa80, 322, 242"
  })
  void parse_setsOfSeveralProfiles_giveTheSizeAfterCropping(String hex, int width, int height) {
    Sps sps = Sps.parse(HexFormat.of().parseHex(hex));
    assertThat(sps).isEqualTo(new Sps(0, width, height));
  }

  @Test
  void parse_cutAtAnyPlace_isRefusedOrComplete() {
    byte[] whole = HexFormat.of().parseHex(SMALL);
    for (int length = 0; length < 8; length++) {
      assertThat(Sps.parse(Arrays.copyOf(whole, length))).isNull();
    }
  }

  @Test
  void parse_otherUnit_isRefused() {
    assertThat(Sps.parse(HexFormat.of().parseHex("68fba3cb3002c0"))).isNull();
  }

  @Test
  void split_startCodesOfBothLengths_areTakenOut() {
    byte[] stream = HexFormat.of().parseHex("0000000167aa0000000168bb000001650000");
    assertThat(AnnexB.split(stream, 0, stream.length))
        .extracting(HexFormat.of()::formatHex)
        .containsExactly("67aa", "68bb", "65");
  }
}
