package org.gatehouse.contract.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentNotesTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00.123456Z");
  private static final SegmentNotes NOTES =
      new SegmentNotes(
          START,
          List.of(
              new Gap(START.minusSeconds(9), START.minusSeconds(3), GapCause.SHED, true),
              new Gap(START.minusSeconds(3), START, GapCause.CAMERA_OFF, false)));

  @Test
  void parse_ownBox_isTheSame() {
    assertThat(SegmentNotes.parse(body(NOTES.box()))).isEqualTo(NOTES);
  }

  @Test
  void box_header_isAUuidBoxOfItsOwnSize() {
    ByteBuffer box = ByteBuffer.wrap(NOTES.box());
    assertThat(box.getInt()).isEqualTo(box.capacity());
    assertThat(box.getInt()).isEqualTo(SegmentNotes.BOX);
  }

  @Test
  void parse_cutOrChanged_isNull() {
    byte[] box = NOTES.box();
    for (int length = 8; length < box.length; length++) {
      assertThat(SegmentNotes.parse(ByteBuffer.wrap(box, 8, length - 8))).isNull();
    }
    box[9]++;
    assertThat(SegmentNotes.parse(body(box))).as("another program's").isNull();
  }

  @Test
  void of_everyCode_isItsCause() {
    for (GapCause cause : GapCause.values()) {
      assertThat(GapCause.of(cause.code())).isEqualTo(cause);
    }
    assertThat(GapCause.of(200)).isEqualTo(GapCause.UNKNOWN);
  }

  private static ByteBuffer body(byte[] box) {
    return ByteBuffer.wrap(box, 8, box.length - 8);
  }
}
