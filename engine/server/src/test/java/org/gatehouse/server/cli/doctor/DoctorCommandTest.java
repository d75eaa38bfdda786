package org.gatehouse.server.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DoctorCommandTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();

  /** With a worker that starts and is fine: it is run by the shell. */
  private int doctor(String... args) {
    FakePrograms programs =
        new FakePrograms()
            .with(
                "/bin/sh",
                0,
                "{\"natives\":\"ok\",\"models\":[{\"name\":\"m\",\"sha256\":\"0\",\"ok\":true}]}",
                "");
    return new CommandLine(new DoctorCommand(programs)).setOut(new PrintWriter(out)).execute(args);
  }

  private String file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("site.yaml"), yaml).toString();
  }

  @Test
  void doctor_configWithMistakes_failsAndShowsThem() throws IOException {
    assertThat(doctor("--config", file("site: a\nsever: {}\nserver: { port: x }\n"))).isEqualTo(1);
    assertThat(out.toString())
        .contains("✘ fail  configuration", ":2:1: sever: unknown key", ":3:17: server.port")
        .contains("-> correct the file");
  }

  @Test
  void doctor_json_isOneObject() throws IOException {
    doctor("--json", "--config", file("site: a\nserver: { port: 0 }\n"));
    JsonNode report = new ObjectMapper().readTree(out.toString());
    assertThat(report.path("ok").isBoolean()).isTrue();
    assertThat(report.path("checks").findValuesAsText("name"))
        .contains("JDK", "Maven", "Node.js", "ffmpeg", "configuration", "disk space", "port")
        .contains("clock");
    assertThat(report.path("checks").findValuesAsText("status")).isSubsetOf("ok", "warn", "fail");
  }
}
