package org.gatehouse.bench.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.gatehouse.contract.plate.PlatePattern;
import org.gatehouse.contract.storage.PlateQuery;
import org.gatehouse.contract.storage.StorageProvider.Stores;
import org.gatehouse.contract.storage.StoredEvent;
import org.gatehouse.contract.storage.StoredRead;
import org.gatehouse.contract.time.Ticker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written in bulk is what the store itself would write. */
class ReadsFileTest {
  private static final Instant END = Instant.parse("2026-05-31T00:00:00Z");

  @TempDir Path folder;

  @Test
  void fill_someThousand_areEventsAndReadsOfTheStore_andMoreAreAdded() throws Exception {
    assertThat(new ReadsFile(folder, 1).fill(1000, END)).isEqualTo(1000);
    assertThat(new ReadsFile(folder, 1).fill(3000, END)).isEqualTo(3000);

    Stores stores = Passages.storage().open(folder, Ticker.system());
    try {
      List<StoredEvent> last = stores.events().before(Long.MAX_VALUE, 2000);
      assertThat(last).hasSize(2000).allMatch(each -> each.event().site().equals("bench"));
      String plate = new Plates(1).of(2500);
      PlateQuery query =
          new PlateQuery(PlatePattern.of(plate, false), null, null, null, Long.MAX_VALUE, 100);
      assertThat(stores.reads().search(query))
          .extracting(StoredRead::text)
          .isNotEmpty()
          .containsOnly(plate);
      PlateQuery day =
          new PlateQuery(null, null, END.minus(Duration.ofDays(1)), END, Long.MAX_VALUE, 1000);
      assertThat(stores.reads().search(day)).hasSizeBetween(95, 140);
    } finally {
      stores.events().close();
    }
  }

  @Test
  void deletions_ofTheOldestDay_leaveTheOthers() throws Exception {
    new ReadsFile(folder, 1).fill(3000, END);
    Stores stores = Passages.storage().open(folder, Ticker.system());
    try {
      RetentionStall stall =
          new RetentionStall(stores.events())
              .run(END.minus(Passages.SPAN).plus(Duration.ofDays(1)), 30);
      assertThat(stall.deleted()).isBetween(95L, 101L);
      assertThat(stall.maxMs()).isPositive();
      assertThat(stores.events().after(0, 1).getFirst().sequence()).isGreaterThan(95);
    } finally {
      stores.events().close();
    }
  }

  @Test
  void plates_areTheSameForTheSameSeed_andSomeComeOften() {
    Plates plates = new Plates(7);
    assertThat(plates.of(5)).isEqualTo(new Plates(7).of(5)).hasSize(7);
    long first = LongStream.range(0, 20_000).mapToObj(plates::of).distinct().count();
    assertThat(first).isBetween(10_000L, 19_500L);
  }
}
