package org.gatehouse.storage.filesystem;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentNameTest {
  @ParameterizedTest
  @ValueSource(strings = {"gate-in", "a", "gate_in_main", "9.mp4", "a_b"})
  void parse_ownName_comesBack(String camera) {
    Instant start = Instant.parse("2026-02-28T23:59:59.987654Z");
    SegmentName name = new SegmentName(StreamId.main(new CameraId(camera)), start);

    assertThat(name.file()).isEqualTo(camera + "_main_20260228T235959.987Z.mp4");
    assertThat(name.day()).isEqualTo("2026-02-28");
    assertThat(SegmentName.parse(name.file())).isEqualTo(name);
    assertThat(name.next().file()).isEqualTo(camera + "_main_20260228T235959.988Z.mp4");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".mp4",
        "gate-in.mp4",
        "gate-in_main_20260228T235959.987Z.mkv",
        "gate-in_20260228T235959.987Z.mp4",
        "gate-in_main_20260230.mp4",
        "gate-in_main_20261301T000000.000Z.mp4",
        "GATE_main_20260228T235959.987Z.mp4",
        "../x_main_20260228T235959.987Z.mp4"
      })
  void parse_otherName_isNone(String file) {
    assertThat(SegmentName.parse(file)).isNull();
  }
}
