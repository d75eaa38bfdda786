package org.gatehouse.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.gatehouse.contract.plate.PlatePattern;
import org.gatehouse.contract.storage.DatabaseServer;
import org.gatehouse.contract.storage.EventLog;
import org.gatehouse.contract.storage.PlateQuery;
import org.gatehouse.contract.storage.PlateReads;
import org.gatehouse.contract.storage.StoredRead;
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
  void grams_areOfPiecesAndTheirPartOfTheLog() {
    assertThat(Grams.ofRead(1, List.of("粤81"))).hasSize(2);
    assertThat(Grams.ofRead(1, List.of("粤"))).isEmpty();
    assertThat(Grams.ofRead(1, List.of("AAAAA"))).hasSize(2);
    assertThat(Grams.ofRead(Grams.first(7), List.of("粤812345", "粤812346")))
        .hasSize(8)
        .doesNotHaveDuplicates()
        .contains(Grams.of(7, List.of("345")));
    assertThat(Grams.of(7, List.of("B12"))).doesNotContain(Grams.of(8, List.of("B12")));
    assertThat(Grams.part(Grams.first(7))).isEqualTo(7);
    assertThat(Grams.part(Grams.first(7) - 1)).isEqualTo(6);
  }

  @Test
  void upgrade_ofReadsWithoutTheirEnds_findsThemByThose() throws Exception {
    DatabaseServer database = SharedPostgres.database();
    PgServer server = new PgServer(database);
    PgSchema.flyway(server, "3").migrate();
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO reads (sequence, event, passage, camera, time_us, text, folded, grams)"
              + " VALUES (1, gen_random_uuid(), '', 'gate-in', 0, '粤B12345', '粤812345', '{1}')");
      statement.execute("INSERT INTO read_hours VALUES (0, 1, 1)");
    }
    PgSchema.upgrade(server);
    try (SqlEventLog log = new PgStores(database).events(() -> {})) {
      assertThat(
              log.search(
                  new PlateQuery(
                      PlatePattern.of("粤B1??45", false), null, null, null, Long.MAX_VALUE, 9)))
          .extracting(StoredRead::text)
          .containsExactly("粤B12345");
    }
  }
}
