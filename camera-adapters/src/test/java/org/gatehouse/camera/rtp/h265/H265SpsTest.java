package org.gatehouse.camera.rtp.h265;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class H265SpsTest {
  /** Writes a set of Main profile with that many sub-layers beside the first, each with a level. */
  static byte[] sps(int width, int height, int subLayers) {
    return sps(width, height, subLayers, 0);
  }

  private static byte[] sps(int width, int height, int subLayers, int cropBottom) {
    StringBuilder bits = new StringBuilder();
    bits.append("0000").append(fixed(subLayers, 3)).append('1');
    bits.append("00000001").append("01100000000000000000000000000000").append("1011");
    bits.append("0".repeat(43)).append('0').append(fixed(93, 8));
    bits.append("01".repeat(subLayers));
    if (subLayers > 0) {
      bits.append("00".repeat(8 - subLayers)).append(fixed(60, 8).repeat(subLayers));
    }
    bits.append(ue(0)).append(ue(1)).append(ue(width)).append(ue(height));
    bits.append(cropBottom > 0 ? '1' + ue(0) + ue(0) + ue(0) + ue(cropBottom) : "0");
    bits.append(ue(0)).append(ue(0)).append(ue(4)).append("1").append("0".repeat(16)).append('1');
    return nal(bits);
  }

  private static String fixed(int value, int count) {
    StringBuilder bits = new StringBuilder(Integer.toBinaryString(value));
    while (bits.length() < count) {
      bits.insert(0, '0');
    }
    return bits.toString();
  }

  private static String ue(int value) {
    String bits = Integer.toBinaryString(value + 1);
    return "0".repeat(bits.length() - 1) + bits;
  }

  private static byte[] nal(StringBuilder bits) {
    while (bits.length() % 8 != 0) {
      bits.append('0');
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(33 << 1);
    out.write(1);
    int zeros = 0;
    for (int i = 0; i < bits.length(); i += 8) {
      int value = Integer.parseInt(bits.substring(i, i + 8), 2);
      if (zeros >= 2 && value <= 3) {
        out.write(3);
        zeros = 0;
      }
      out.write(value);
      zeros = value == 0 ? zeros + 1 : 0;
    }
    return out.toByteArray();
  }

  @ParameterizedTest
  @CsvSource({"64, 48, 0", "1920, 1080, 0", "3840, 2160, 2", "640, 360, 6"})
  void parse_withAndWithoutSubLayers_givesTheSize(int width, int height, int subLayers) {
    assertThat(H265Sps.parse(sps(width, height, subLayers)))
        .isEqualTo(new H265Sps(0, width, height));
  }

  @Test
  void parse_conformanceWindow_isTakenOff() {
    assertThat(H265Sps.parse(sps(1920, 1088, 0, 4))).isEqualTo(new H265Sps(0, 1920, 1080));
  }

  @Test
  void parse_everyCutAndNoise_giveNothingOrASaneSize() {
    byte[] whole = sps(1920, 1080, 2);
    Random random = new Random(7);
    for (int length = 0; length < whole.length; length++) {
      H265Sps.parse(Arrays.copyOf(whole, length));
      byte[] noisy = whole.clone();
      for (int i = 0; i < 4; i++) {
        noisy[2 + random.nextInt(noisy.length - 2)] = (byte) random.nextInt();
      }
      H265Sps parsed = H265Sps.parse(noisy);
      assertThat(parsed == null || (parsed.width() > 0 && parsed.height() > 0)).isTrue();
    }
    assertThat(H265Sps.parse(Arrays.copyOf(whole, 20))).isNull();
    assertThat(H265Sps.parse(Base64.getDecoder().decode("Z01AH5WgLASabAQ="))).isNull();
  }
}
