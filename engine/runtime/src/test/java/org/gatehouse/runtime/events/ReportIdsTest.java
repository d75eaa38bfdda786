package org.gatehouse.runtime.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.junit.jupiter.api.Test;

class ReportIdsTest {
  private static final String GATE = StreamId.main(new CameraId("gate-in")).toString();

  @Test
  void of_isVersion7OfTheVariantWithItsTime() {
    UUID id = ReportIds.of("site", GATE, "p1", 1_700_000_000_123_456L);
    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(1_700_000_000_123L);
  }

  @Test
  void of_sameReport_isTheSameId_andAnyDifferenceAnother() {
    UUID id = ReportIds.of("site", GATE, "p1", 5);
    assertThat(ReportIds.of("site", GATE, "p1", 5)).isEqualTo(id);
    assertThat(ReportIds.of("site", GATE, "p2", 5)).isNotEqualTo(id);
    assertThat(ReportIds.of("site", GATE, "p1", 6)).isNotEqualTo(id);
    assertThat(ReportIds.of("other", GATE, "p1", 5)).isNotEqualTo(id);
    assertThat(ReportIds.of("site", StreamId.sub(new CameraId("gate-in")).toString(), "p1", 5))
        .isNotEqualTo(id);
  }

  @Test
  void of_timeOutOfRange_isStillAnId() {
    assertThat(ReportIds.of("site", GATE, "p1", -1).getMostSignificantBits() >>> 16).isZero();
    assertThat(ReportIds.of("site", GATE, "p1", Long.MAX_VALUE).version()).isEqualTo(7);
  }
}
