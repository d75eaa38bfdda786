package org.gatehouse.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.gatehouse.contract.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class CliTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Command(name = "fail")
  private record Failing(RuntimeException e) implements Callable<Integer> {
    @Override
    public Integer call() {
      throw e;
    }
  }

  private int run(Object command, String... args) {
    CommandLine line =
        new CommandLine(new Root())
            .addSubcommand(command)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err));
    return Cli.execute(line, args);
  }

  @Test
  void execute_usersMistake_isAMessageAndOne() {
    assertThat(run(new Failing(new ConfigException("port 80 is taken")), "fail")).isEqualTo(1);
    assertThat(err.toString().strip()).isEqualTo("port 80 is taken");
  }

  @Test
  void execute_mistakeOfTheProgram_isShortAndSeventy() {
    assertThat(run(new Failing(new IllegalStateException("odd")), "fail")).isEqualTo(70);
    assertThat(err.toString()).contains("internal error", "odd", "--debug").doesNotContain("\tat ");
  }

  @Test
  void execute_debug_showsTheTrace() {
    assertThat(run(new Failing(new IllegalStateException("odd")), "--debug", "fail")).isEqualTo(70);
    assertThat(err.toString()).contains("\tat ");
  }

  @Test
  void execute_wrongUsage_isTwo() {
    assertThat(run(new ConfigCommand(), "config", "check")).isEqualTo(2);
    assertThat(err.toString()).contains("--config");
    assertThat(run(new ConfigCommand(), "nonsense")).isEqualTo(2);
    assertThat(run(new ConfigCommand())).isEqualTo(2);
  }

  @Test
  void execute_help_isTheLaunchers() {
    assertThat(run(new ConfigCommand(), "--help")).isZero();
    assertThat(out.toString()).isEqualTo(Cli.help());
  }

  @Test
  void configCheck_goodFile_saysSo() throws IOException {
    Path file = Files.writeString(folder.resolve("site.yaml"), "site: a\n");
    assertThat(run(new ConfigCommand(), "config", "check", "--config", file.toString())).isZero();
    assertThat(out.toString()).contains("ok (site a, 0 cameras, 0 destinations)");
    Path zones = Files.createDirectories(file.resolveSibling("site.d/zones"));
    Files.writeString(zones.resolve("gone.yaml"), "version: 1\n");
    assertThat(run(new ConfigCommand(), "config", "check", "--config", file.toString()))
        .isEqualTo(ExitCode.REFUSED);
    assertThat(err.toString()).contains("gone.yaml: there is no camera 'gone'");
  }

  @Test
  void configSchema_isPrinted() {
    assertThat(run(new ConfigCommand(), "config", "schema")).isZero();
    assertThat(out.toString()).contains("https://json-schema.org/draft/2020-12/schema");
  }

  @Test
  void readyFile_written_isWhole() throws IOException {
    Path file = folder.resolve("ready.json");
    ReadyFile.write(file, java.net.URI.create("http://127.0.0.1:1/"));
    assertThat(file)
        .content()
        .isEqualTo(
            "{\"url\":\"http://127.0.0.1:1/\",\"pid\":" + ProcessHandle.current().pid() + "}");
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }
}
