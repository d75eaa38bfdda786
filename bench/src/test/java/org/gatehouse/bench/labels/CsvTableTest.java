package org.gatehouse.bench.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gatehouse.bench.engine.BenchFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTableTest {
  @TempDir private Path folder;

  private static List<CsvTable.Row> rows(String... lines) {
    return CsvTable.parse(List.of(lines), "l.csv", List.of("a"), "a,b").rows();
  }

  @Test
  void parse_quotedCells_areReadWithoutTheirQuotes() {
    CsvTable.Row row = rows("\uFEFF\"a\", b ,c", "\"1.5\" , \"x, \"\"y\"\"\",").getFirst();
    assertThat(row.number("a")).isEqualTo(1.5);
    assertThat(row.text("b")).isEqualTo("x, \"y\"");
    assertThat(row.text("c")).isEmpty();
    assertThat(row.text("d")).isEmpty();
    assertThat(row.lacks(List.of("c", "d"))).isTrue();
    assertThat(row.lacks(List.of("a", "c"))).isFalse();
  }

  @Test
  void parse_veryLongCell_isRead() {
    String cell = "x".repeat(100_000);
    assertThat(rows("a", "\"" + cell + "\"").getFirst().text("a")).isEqualTo(cell);
  }

  @Test
  void number_noneOrNoCell_namesTheLine() {
    List<CsvTable.Row> rows = rows("a,b", "x,1", "", "2");
    assertThatThrownBy(() -> rows.getFirst().number("a"))
        .isInstanceOf(BenchFailure.class)
        .hasMessageContainingAll("l.csv, line 2", "a is 'x'");
    assertThatThrownBy(() -> rows.getLast().number("b"))
        .hasMessageContainingAll("l.csv, line 4", "has 1 cells, 2 were expected");
  }

  @Test
  void read_otherBytes_saysSo() throws Exception {
    Path file = Files.write(folder.resolve("gbk.csv"), new byte[] {'a', '\n', (byte) 0xb4});
    assertThatThrownBy(() -> CsvTable.read(file, List.of("a"), "a"))
        .isInstanceOf(BenchFailure.class)
        .hasMessageContainingAll("gbk.csv", "UTF-8");
  }
}
