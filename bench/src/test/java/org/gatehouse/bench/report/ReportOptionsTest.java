package org.gatehouse.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.gatehouse.bench.cli.Terminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReportOptionsTest {
  @TempDir private Path folder;

  private List<String> shown(Path results) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ReportOptions options = CommandLine.populateCommand(new ReportOptions(), "--json");
    BenchReport report =
        new BenchReport("gate", Instant.EPOCH, new MachineLoad(2, 0)).put("found", "found", 3);
    options.show(
        report, new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8), false), results);
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void show_json_isTheLastLine() throws Exception {
    List<String> lines = shown(folder.resolve("results"));
    assertThat(lines.getLast()).isEqualTo("{\"found\":3}");
    try (var files = Files.list(folder.resolve("results"))) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void show_folderThatCannotBeWrittenTo_costsTheFileAlone() throws Exception {
    Path results = Files.createFile(folder.resolve("results"));
    List<String> lines = shown(results);
    assertThat(lines).anyMatch(line -> line.contains("not written to " + results));
    assertThat(lines.getLast()).isEqualTo("{\"found\":3}");
  }
}
