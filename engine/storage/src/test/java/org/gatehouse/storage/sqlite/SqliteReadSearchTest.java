package org.gatehouse.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import org.gatehouse.contract.plate.PlatePattern;
import org.gatehouse.contract.storage.EventLog;
import org.gatehouse.contract.storage.PlateQuery;
import org.gatehouse.contract.storage.PlateReads;
import org.gatehouse.storage.EventSamples;
import org.gatehouse.storage.ReadSearchContract;
import org.gatehouse.storage.sql.ReadHours;
import org.gatehouse.storage.sql.SqlEventLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteReadSearchTest extends ReadSearchContract {
  private static final String COMPARED = "USING INDEX reads_by_sequence";

  @TempDir Path folder;

  @Override
  protected EventLog open() {
    return SqliteEventLog.open(folder.resolve("events.db"), () -> {});
  }

  @Override
  protected PlateReads reads(EventLog log) {
    return (SqlEventLog) log;
  }

  private List<String> plan(String sql) throws Exception {
    Path file = folder.resolve("plan.db");
    try (Connection connection = Pragmas.writer(file)) {
      Schema.prepare(connection, file, 0);
      return EventLogs.plan(connection, sql);
    }
  }

  private List<String> planOf(String pattern) throws Exception {
    PlateQuery query =
        new PlateQuery(
            PlatePattern.of(pattern, false),
            null,
            EventSamples.START,
            EventSamples.START.plusSeconds(60),
            Long.MAX_VALUE,
            100);
    return plan(ReadSearch.statement(query, new ReadHours.Span(1, 10_000_000)).sql());
  }

  @Test
  void search_amongMillions_comparesInTheIndex_andSortsNothing() throws Exception {
    assertThat(planOf("粤B1?45"))
        .satisfiesExactly(
            step -> assertThat(step).startsWith("SCAN i VIRTUAL TABLE INDEX"),
            step -> assertThat(step).startsWith("SEARCH r").contains(COMPARED));
    assertThat(planOf("藏?*6"))
        .singleElement()
        .satisfies(step -> assertThat(step).startsWith("SEARCH r").contains(COMPARED));
  }
}
