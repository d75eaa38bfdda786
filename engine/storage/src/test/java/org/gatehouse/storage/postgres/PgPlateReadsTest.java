package org.gatehouse.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gatehouse.contract.storage.EventLog;
import org.gatehouse.contract.storage.PlateReads;
import org.gatehouse.storage.PlateReadsContract;
import org.gatehouse.storage.sql.SqlEventLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedPostgres.class)
class PgPlateReadsTest extends PlateReadsContract {
  @Override
  protected EventLog open() {
    return new PgStores(SharedPostgres.database()).events(() -> {});
  }

  @Override
  protected PlateReads reads(EventLog log) {
    return (SqlEventLog) log;
  }

  @Test
  void grams_areOfThreeCharactersAndTheirPartOfTheLog() {
    assertThat(Grams.of(0, List.of("粤B1"))).hasSize(1);
    assertThat(Grams.of(0, List.of("粤B"))).isEmpty();
    assertThat(Grams.of(0, List.of("AAAAA"))).hasSize(1);
    assertThat(Grams.of(7, List.of("粤B12345", "粤B12346"))).hasSize(6).doesNotHaveDuplicates();
    assertThat(Grams.of(7, List.of("B12"))).doesNotContain(Grams.of(8, List.of("B12")));
    assertThat(Grams.part(Grams.first(7))).isEqualTo(7);
    assertThat(Grams.part(Grams.first(7) - 1)).isEqualTo(6);
  }
}
