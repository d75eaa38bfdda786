package org.gatehouse.bench.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.gatehouse.bench.delivery.Figures.Receipt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FiguresTest {
  private static final int CAMERAS = 2;

  @TempDir private Path folder;

  /** Serial n at n + 1 milliseconds. */
  private final long[] submitted = LongStream.rangeClosed(1, 4).map(n -> n * 1000).toArray();

  private static Receipt receipt(long millis, String id, int serial) {
    return new Receipt(millis * 1000, id, serial);
  }

  private Figures of(Receipt... receipts) {
    return Figures.of(submitted, List.of(receipts), CAMERAS, List.of(15_000L), 0);
  }

  @Test
  void of_allOnceInOrderOfTheirCameras_isGood() {
    Figures figures =
        of(receipt(5, "b", 1), receipt(6, "a", 0), receipt(7, "c", 2), receipt(8, "d", 3));
    assertThat(figures).isEqualTo(new Figures(4, 0, 0, 0, 0, 0, 5.0, 5.0));
  }

  @Test
  void of_warmUp_countsInTheColdTimeAndInWhatIsLostOnly() {
    List<Receipt> receipts = List.of(receipt(90, "b", 1), receipt(7, "c", 2), receipt(8, "d", 3));
    assertThat(Figures.of(submitted, receipts, CAMERAS, List.of(), 2))
        .isEqualTo(new Figures(2, 1, 0, 0, 0, 0, 4.0, 88.0));
  }

  @Test
  void of_oneMissing_isLostOnlyIfItWasAcknowledged() {
    Receipt[] three = {receipt(5, "a", 0), receipt(6, "b", 1), receipt(7, "c", 2)};
    assertThat(of(three).lost()).isEqualTo(1);
    submitted[3] = 0;
    assertThat(of(three).lost()).isZero();
    assertThat(of(three).sent()).isEqualTo(3);
  }

  @Test
  void of_sameIdAgain_isADuplicateOfTheTimeBetweenTwoKills() {
    Figures figures =
        of(receipt(5, "a", 0), receipt(6, "a", 0), receipt(20, "a", 0), receipt(21, "a", 0));
    assertThat(figures.duplicates()).isEqualTo(3);
    assertThat(figures.mostDuplicates()).isEqualTo(2);
    assertThat(figures.foreignDuplicates()).isZero();
  }

  @Test
  void of_samePassageUnderAnotherId_isForeign() {
    Figures figures = of(receipt(5, "a", 0), receipt(6, "x", 0));
    assertThat(figures.foreignDuplicates()).isEqualTo(1);
    assertThat(figures.duplicates()).isZero();
  }

  @Test
  void of_laterOneOfTheCameraFirst_isOutOfOrder() {
    assertThat(of(receipt(5, "c", 2), receipt(6, "a", 0)).outOfOrder()).isEqualTo(1);
    assertThat(of(receipt(5, "d", 3), receipt(6, "a", 0)).outOfOrder()).isZero();
  }

  @Test
  void drainRate_countsFromTheFirstUntilNothingIsLate() {
    List<Receipt> receipts =
        List.of(
            receipt(4, "a", 0),
            receipt(10_000, "b", 1),
            receipt(10_500, "c", 2),
            receipt(11_000, "d", 3));
    assertThat(Figures.drainRate(submitted, receipts, 9_000_000)).isEqualTo(3.0);
    assertThat(Figures.drainRate(submitted, receipts.subList(0, 1), 0)).isNull();
  }

  @Test
  void books_readBack_areWhatWasWritten() throws Exception {
    Path acks = folder.resolve("acks");
    try (AckBook book = new AckBook(acks)) {
      Stream.of(new Submission(2, 7), new Submission(0, 5)).forEach(book::note);
      book.write();
      assertThat(book.durable()).isEqualTo(2);
    }
    assertThat(Figures.submitted(acks, 3)).containsExactly(5, 0, 7);
    Path receipts = folder.resolve("receipts");
    try (ReceiptBook book = new ReceiptBook(receipts)) {
      book.note("id-1", "bench-1");
      book.note("id-1", "bench-1");
      book.note("other", "of-a-real-camera");
      book.note("other", "bench-x");
      assertThat(book.distinct()).isEqualTo(1);
    }
    assertThat(Figures.receipts(receipts)).extracting(Receipt::id).containsExactly("id-1", "id-1");
    assertThat(Files.readAllLines(receipts).getFirst()).endsWith(" id-1 1");
  }
}
