package org.gatehouse.runtime.footage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.Gap;
import org.gatehouse.contract.storage.GapCause;
import org.gatehouse.contract.storage.SegmentInfo;
import org.junit.jupiter.api.Test;

class GapFinderTest {
  private static final StreamId GATE = StreamId.main(new CameraId("gate"));
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void find_betweenAndAround_tellsTheNotedCauses() {
    Gap noted = new Gap(at(60), at(90), GapCause.CAMERA_OFF, false);
    Gap sound = new Gap(at(30), at(40), GapCause.SHED, true);
    List<SegmentInfo> segments =
        List.of(segment(0, 60), segment(90, 60, sound, noted), segment(150, 10));

    assertThat(GapFinder.find(segments, at(-10), at(200)))
        .containsExactly(
            new Gap(at(-10), at(0), GapCause.UNKNOWN, false),
            sound,
            noted,
            new Gap(at(160), at(200), GapCause.UNKNOWN, false));
  }

  @Test
  void find_holeOfSeveralCauses_isToldInParts() {
    Gap restart = new Gap(at(60), at(70), GapCause.RESTART, false);
    Gap off = new Gap(at(70), at(90), GapCause.CAMERA_OFF, false);
    List<SegmentInfo> segments = List.of(segment(0, 60), segment(90, 60, restart, off));

    assertThat(GapFinder.find(segments, at(0), at(150))).containsExactly(restart, off);
    assertThat(GapFinder.find(segments, at(80), at(150)))
        .containsExactly(new Gap(at(80), at(90), GapCause.CAMERA_OFF, false));
  }

  @Test
  void find_holeThatNotesTellInPart_leavesTheRestUnknown() {
    Gap off = new Gap(at(70), at(80), GapCause.CAMERA_OFF, false);

    assertThat(GapFinder.find(List.of(segment(0, 60), segment(90, 60, off)), at(0), at(150)))
        .containsExactly(
            new Gap(at(60), at(70), GapCause.UNKNOWN, false),
            off,
            new Gap(at(80), at(90), GapCause.UNKNOWN, false));
  }

  @Test
  void find_nothingRecorded_isOneGap() {
    assertThat(GapFinder.find(List.of(), at(0), at(5)))
        .containsExactly(new Gap(at(0), at(5), GapCause.UNKNOWN, false));
  }

  private static SegmentInfo segment(int start, int seconds, Gap... before) {
    return new SegmentInfo(GATE, "f", at(start), seconds * 1_000_000L, 1, List.of(before));
  }

  private static Instant at(int seconds) {
    return NOON.plusSeconds(seconds);
  }
}
