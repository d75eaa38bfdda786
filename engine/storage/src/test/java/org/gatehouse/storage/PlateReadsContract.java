package org.gatehouse.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.plate.PlatePattern;
import org.gatehouse.contract.storage.EventLog;
import org.gatehouse.contract.storage.EventTypes;
import org.gatehouse.contract.storage.PlateQuery;
import org.gatehouse.contract.storage.PlateReads;
import org.gatehouse.contract.storage.StoredRead;
import org.gatehouse.contract.storage.StoredRead.Correction;
import org.gatehouse.contract.vision.BoundingBox;
import org.gatehouse.contract.vision.Direction;
import org.gatehouse.contract.vision.PlateRead;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of reads keeps to; implementations extend it. */
public abstract class PlateReadsContract {
  private static final Instant START = EventSamples.START;

  private EventLog log;
  private PlateReads reads;

  /** Opens an empty log. */
  protected abstract EventLog open();

  /** Its reads. */
  protected abstract PlateReads reads(EventLog log);

  @BeforeEach
  void openLog() {
    log = open();
    reads = reads(log);
  }

  @AfterEach
  void closeLog() {
    log.close();
  }

  /** A passage that is over, {@code second} seconds after the start. */
  private UUID passed(String camera, int second, String text) {
    return append(
        camera,
        second,
        new EventDetail.PassageFinalized(
            "passage-" + second,
            at(second),
            at(second),
            at(second),
            plate(text),
            Direction.APPROACHING));
  }

  private UUID decided(String camera, int second, String passage, String text) {
    return append(
        camera,
        second,
        new EventDetail.PassageDecided(
            passage, at(second), at(second), plate(text), Direction.APPROACHING));
  }

  private UUID finalized(String camera, int second, String passage, String text) {
    return append(
        camera,
        second,
        new EventDetail.PassageFinalized(
            passage, at(second), at(second), at(second), plate(text), Direction.APPROACHING));
  }

  private UUID append(String camera, int second, EventDetail detail) {
    UUID id = UUID.randomUUID();
    log.append(new Event(id, "north-gate", new CameraId(camera), at(second), detail, List.of()));
    return id;
  }

  private static Instant at(int second) {
    return START.plusSeconds(second);
  }

  private static PlateRead plate(String text) {
    return new PlateRead(text, 0.9, "CN", "blue", List.of(), new BoundingBox(0, 0, 1, 1), 3);
  }

  private List<String> texts(String pattern, boolean lookAlikes) {
    return search(pattern, lookAlikes, null, null, null, Long.MAX_VALUE, 100);
  }

  private List<String> search(
      @Nullable String pattern,
      boolean lookAlikes,
      @Nullable String camera,
      @Nullable Instant from,
      @Nullable Instant to,
      long before,
      int limit) {
    return reads
        .search(
            new PlateQuery(
                pattern == null ? null : PlatePattern.of(pattern, lookAlikes),
                camera == null ? null : new CameraId(camera),
                from,
                to,
                before,
                limit))
        .stream()
        .map(StoredRead::text)
        .toList();
  }

  @Test
  void search_wholeAndPartsWithJokers_findsThoseLatestFirst() {
    passed("gate-in", 1, "粤B12345");
    passed("gate-in", 2, "粤B12346");
    passed("gate-in", 3, "京A12345");
    assertThat(texts("粤B12345", false)).containsExactly("粤B12345");
    assertThat(texts("粤b·12345", false)).containsExactly("粤B12345");
    assertThat(texts("*1234?", false)).containsExactly("京A12345", "粤B12346", "粤B12345");
    assertThat(texts("?B1234*", false)).containsExactly("粤B12346", "粤B12345");
    assertThat(texts("*999*", false)).isEmpty();
  }

  @Test
  void search_withLookAlikes_findsWhatAReaderTakesForEachOther() {
    passed("gate-in", 1, "WO53011");
    passed("gate-in", 2, "W053OII");
    assertThat(texts("W053011", false)).isEmpty();
    assertThat(texts("W053011", true)).containsExactly("W053OII", "WO53011");
    assertThat(texts("*5301?", true)).containsExactly("W053OII", "WO53011");
  }

  @Test
  void search_everyLengthOfFixedText_findsAsMuchAsLookingAtAllDoes() {
    List<String> all = List.of("粤B12345", "粤BD12345", "京AF0236", "B123", "川A05R19", "XYZ");
    for (int i = 0; i < all.size(); i++) {
      passed("gate-in", i, all.get(i));
    }
    for (String pattern : List.of("*12*", "*123*", "B*", "?", "???", "*0*R*", "粤*5", "*", "XYZ*")) {
      String regex = pattern.replace("*", ".*").replace("?", ".");
      assertThat(search(pattern, false, null, at(0), at(100), Long.MAX_VALUE, 100))
          .as(pattern)
          .containsExactlyElementsOf(
              all.reversed().stream().filter(text -> text.matches(regex)).toList());
    }
  }

  @Test
  void search_byCameraTimeAndPage_isCutToThem() {
    for (int i = 0; i < 10; i++) {
      passed(i % 2 == 0 ? "gate-in" : "gate-out", i, "粤B1234" + i);
    }
    assertThat(search("*1234*", false, "gate-out", at(2), at(8), Long.MAX_VALUE, 100))
        .containsExactly("粤B12347", "粤B12345", "粤B12343");
    List<StoredRead> page =
        reads.search(new PlateQuery(null, null, at(0), at(100), Long.MAX_VALUE, 4));
    assertThat(page).hasSize(4);
    assertThat(search(null, false, null, at(0), at(100), page.getLast().sequence(), 4))
        .containsExactly("粤B12345", "粤B12344", "粤B12343", "粤B12342");
    assertThat(search(null, false, null, at(200), at(300), Long.MAX_VALUE, 4)).isEmpty();
  }

  @Test
  void search_thatWouldLookAtEverything_isRefused() {
    assertThatThrownBy(() -> texts("*12*", false)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> search(null, false, null, START, START.plusSeconds(86_401), Long.MAX_VALUE, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void append_lastWordOnAPassage_takesThePlaceOfTheFirst() {
    decided("gate-in", 1, "p1", "皖A12345");
    UUID last = finalized("gate-in", 2, "p1", "粤A12345");
    assertThat(texts("*A12345", false)).containsExactly("粤A12345");
    assertThat(reads.search(new PlateQuery(null, null, at(0), at(9), Long.MAX_VALUE, 9)))
        .extracting(StoredRead::event)
        .containsExactly(last);
  }

  @Test
  void correct_aRead_keepsBothTextsAndIsFoundByEither() {
    UUID event = decided("gate-in", 1, "p1", "粤B12345");
    Correction correction = new Correction("粤B1Z345", "ling", at(60));
    StoredRead corrected = Objects.requireNonNull(reads.correct(event, correction));
    assertThat(corrected.text()).isEqualTo("粤B12345");
    assertThat(corrected.correction()).isEqualTo(correction);
    assertThat(texts("粤B12345", false)).hasSize(1);
    assertThat(texts("粤B1Z345", false)).hasSize(1);
    finalized("gate-in", 2, "p1", "粤B12345");
    assertThat(reads.search(new PlateQuery(null, null, at(0), at(9), Long.MAX_VALUE, 9)))
        .extracting(StoredRead::correction)
        .containsExactly(correction);
    assertThat(reads.correct(UUID.randomUUID(), correction)).isNull();
  }

  @Test
  void deleteBefore_eventsOfReads_takesTheReadsAlong() {
    passed("gate-in", 1, "粤B12345");
    passed("gate-in", 50, "粤B12345");
    log.deleteBefore(at(10), EventTypes.allBut(), List.of(), 100);
    assertThat(texts("粤B12345", false)).hasSize(1);
  }
}
