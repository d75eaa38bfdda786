package org.gatehouse.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Exit codes belong to processes, so each test runs one. */
@Timeout(60)
class RunCommandTest {
  @TempDir private Path folder;
  private Path config = Path.of("");
  private final List<Process> started = new ArrayList<>();

  @BeforeEach
  void configure() throws IOException {
    config = Files.writeString(folder.resolve("site.yaml"), "site: north\n");
  }

  @AfterEach
  void end() {
    started.forEach(Process::destroyForcibly);
  }

  private Process run(Map<String, String> environment, String... more) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(FakeEngineMain.class.getName(), "run", "--config", config.toString()));
    command.addAll(List.of(more));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    started.add(process);
    return process;
  }

  private static int end(Process process) throws InterruptedException {
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  @Test
  void run_withoutUsers_showsTheLinkToTheFirstAccount() throws Exception {
    Process process = run(Map.of("WITHOUT_USERS", "1"));
    try (BufferedReader out = process.inputReader()) {
      assertThat(out.readLine()).startsWith("north is served at");
      assertThat(out.readLine()).endsWith(" http://127.0.0.1:4711/#first-admin=once");
    }
  }

  @Test
  void run_sigterm_closesTheEngineAndEndsWithZero() throws Exception {
    Path ready = folder.resolve("ready.json");
    Process process = run(Map.of(), "--ready-file", ready.toString());
    try (BufferedReader out = process.inputReader()) {
      assertThat(out.readLine())
          .isEqualTo("north is served at http://127.0.0.1:4711/ (Ctrl-C stops it)");
      assertThat(ready)
          .content()
          .isEqualTo("{\"url\":\"http://127.0.0.1:4711/\",\"pid\":" + process.pid() + "}");
      process.toHandle().destroy();
      assertThat(out.readLine()).isEqualTo("closed");
      assertThat(end(process)).isZero();
    }
  }

  @Test
  void run_engineCannotClose_endsWithSeventy() throws Exception {
    Process process = run(Map.of("FAIL_TO_CLOSE", "1"));
    try (BufferedReader out = process.inputReader()) {
      out.readLine();
      process.toHandle().destroy();
      assertThat(end(process)).isEqualTo(70);
    }
  }

  @Test
  void run_readyFileCannotBeWritten_closesTheEngineAndIsRefused() throws Exception {
    Process process = run(Map.of(), "--ready-file", folder.resolve("no/ready.json").toString());
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(end(process)).isEqualTo(1);
    assertThat(out).contains("closed", "cannot write the ready file").doesNotContain("\tat ");
  }

  @Test
  void run_wrongConfiguration_isRefusedBeforeAnythingStarts() throws Exception {
    Files.writeString(config, "site: a\nsever: {}\n");
    Process process = run(Map.of());
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(end(process)).isEqualTo(1);
    assertThat(out).contains("did you mean 'server'?").doesNotContain("closed", "\tat ");
  }
}
