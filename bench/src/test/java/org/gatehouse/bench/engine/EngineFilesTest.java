package org.gatehouse.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineFilesTest {
  @TempDir Path folder;

  @Test
  void parse_nameWithBlanksAndBrackets_takesFields14To17() {
    String stat = "42 (a (b) c) S 1 42 42 0 -1 4194304 5 6 7 8 100 50 20 30 20 0 9 0 77";
    assertThat(ProcessCpu.parse(stat)).isEqualTo(2.0);
  }

  @Test
  void write_cameras_isTheSiteFile() throws IOException {
    Path file =
        new SiteFile("http://127.0.0.1:9/hook")
            .camera("entry", "Lane \"in\"", "rtsp://127.0.0.1:1/entry", "vehicle", List.of("CN"))
            .camera("walkway", "Gate", "rtsp://127.0.0.1:1/walkway", "person", List.of())
            .camera("street", "Street", "rtsp://127.0.0.1:1/street", "none", List.of())
            .write(folder.resolve("site.yaml"), folder.resolve("data"));
    assertThat(Files.readString(file))
        .contains("analytics: { kind: vehicle, regions: [CN] }")
        .contains("analytics: { kind: person }")
        .contains("name: \"Lane \\\"in\\\"\"")
        .contains("secret: \"env:" + SiteFile.SECRET_VARIABLE + "\"");
  }
}
