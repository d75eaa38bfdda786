package org.gatehouse.storage.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.storage.filesystem.TestSegments.fragment;
import static org.gatehouse.storage.filesystem.TestSegments.free;
import static org.gatehouse.storage.filesystem.TestSegments.head;
import static org.gatehouse.storage.filesystem.TestSegments.index;
import static org.gatehouse.storage.filesystem.TestSegments.join;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.gatehouse.contract.storage.Gap;
import org.gatehouse.contract.storage.GapCause;
import org.gatehouse.contract.storage.SegmentNotes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentScanTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00.123456Z");
  private static final SegmentNotes NOTES =
      new SegmentNotes(
          START, List.of(new Gap(START.minusSeconds(9), START, GapCause.RESTART, false)));
  private static final byte[] FIRST = fragment(0, 90_000);
  private static final byte[] SECOND = fragment(90_000, 45_000);

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("x.mp4");
  }

  @Test
  void read_finishedFile_isOneReadOfTheSystem_andAgreesWithItsFragments() throws IOException {
    Files.write(file, finished());
    try (BoxFile opened = new BoxFile(file)) {
      SegmentFacts facts = SegmentScan.read(opened);

      assertThat(opened.reads()).isOne();
      assertThat(facts.durationMicros()).isEqualTo(1_500_000);
      assertThat(facts.notes()).isEqualTo(NOTES);
      assertThat(facts).isEqualTo(SegmentScan.walk(file));
    }
  }

  @Test
  void read_indexThatEndsBeforeTheFileDoes_isNotBelieved() throws IOException {
    byte[] third = fragment(135_000, 90_000);
    Files.write(file, join(finished(), third));

    SegmentFacts facts = SegmentScan.read(file);
    assertThat(facts.durationMicros()).isEqualTo(2_500_000);
    assertThat(facts.indexed()).isFalse();
  }

  @Test
  void read_indexOfAFileCutShort_isNotBelieved() throws IOException {
    byte[] whole = finished();
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));

    SegmentFacts facts = SegmentScan.read(file);
    assertThat(facts.durationMicros()).isEqualTo(1_000_000);
    assertThat(facts.whole()).isEqualTo(whole.length - SECOND.length);
  }

  @Test
  void read_indexWhoseEntriesNeverReachedTheDisk_isNotBelieved() throws IOException {
    byte[] torn = index(new int[] {0, 0}, 0, 0);
    Files.write(file, join(head(90_000), NOTES.box(), torn, FIRST, SECOND));

    assertThat(SegmentScan.read(file).durationMicros()).isEqualTo(1_500_000);
  }

  @Test
  void read_growingFile_goesByItsFragments_andKnowsItsPlaceForAnIndex() throws IOException {
    byte[] front = join(head(90_000), NOTES.box());
    Files.write(file, join(front, free(9), free(100), FIRST, SECOND));

    SegmentFacts facts = SegmentScan.read(file);
    assertThat(facts.indexed()).isFalse();
    assertThat(facts.durationMicros()).isEqualTo(1_500_000);
    assertThat(facts.notes()).isEqualTo(NOTES);
    assertThat(facts.place()).isEqualTo(new SegmentFacts.Place(front.length + 9, 100));
  }

  @Test
  void read_fragmentOfZeros_endsTheFileThere() throws IOException {
    Files.write(
        file, join(head(90_000), FIRST, new byte[SECOND.length], fragment(135_000, 90_000)));

    SegmentFacts facts = SegmentScan.read(file);
    assertThat(facts.durationMicros()).isEqualTo(1_000_000);
    assertThat(facts.whole()).isEqualTo(head(90_000).length + FIRST.length);
  }

  @Test
  void read_fragmentFromAnotherAge_endsTheFileThere() throws IOException {
    Files.write(file, join(head(90_000), FIRST, fragment(90_000L * 86_400, 90_000)));

    assertThat(SegmentScan.read(file).durationMicros()).isEqualTo(1_000_000);
  }

  private static byte[] finished() {
    byte[] index = index(new int[] {FIRST.length, SECOND.length}, 90_000, 45_000);
    return join(head(90_000), NOTES.box(), index, FIRST, SECOND);
  }
}
