package org.gatehouse.bench.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineProcessTest {
  @TempDir private Path folder;

  @Test
  void check_endedByItself_failsWithItsLastWords() throws Exception {
    Path log = Files.writeString(folder.resolve("engine.log"), "no room on the disk\n");
    Process process = new ProcessBuilder("sh", "-c", "read line; exit 3").start();
    EngineProcess engine = new EngineProcess(process, URI.create("http://127.0.0.1/"), log);
    engine.check();
    process.getOutputStream().close();
    process.waitFor();
    assertThatThrownBy(engine::check)
        .isInstanceOf(BenchFailure.class)
        .hasMessageContainingAll("code 3", "no room on the disk");
  }
}
