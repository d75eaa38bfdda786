package org.gatehouse.bench.record;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.gatehouse.bench.engine.BenchFailure;
import org.gatehouse.bench.engine.Launcher;
import org.jspecify.annotations.Nullable;

/** The recorder's process. Used by one thread. */
final class FeedStage {
  private static final int STOP_SECONDS = 5;

  /** As the launcher starts the engine, with room for the clips beside it. */
  private static final String ENGINE_FLAGS =
      "-XX:+UseG1GC -XX:G1HeapRegionSize=4m -XX:MaxNewSize=160m -XX:MinHeapFreeRatio=20"
          + " -Xmx2g -XX:+UseTransparentHugePages";

  private final Path folder;

  FeedStage(Path folder) {
    this.folder = folder;
  }

  Fed run(List<Path> clips, int cameras, int warmUp, int seconds, Path to) throws IOException {
    Path log = folder.resolve("recorder.log");
    String names = clips.stream().map(Path::toString).collect(Collectors.joining(":"));
    ProcessBuilder builder =
        Launcher.prepare(
                List.of(
                    "bench",
                    "record-feed",
                    "--clips=" + names,
                    "--cameras=" + cameras,
                    "--warmup=" + warmUp,
                    "--seconds=" + seconds,
                    "--to=" + to))
            .redirectError(log.toFile());
    builder.environment().put("GATEHOUSE_BENCH_OPTS", ENGINE_FLAGS);
    Process process = builder.start();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      @Nullable String last = null;
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        last = line;
      }
      if (last == null || !last.startsWith("{")) {
        throw new BenchFailure("the recorder's process gave no figures: " + Launcher.tail(log, 10));
      }
      return new ObjectMapper().readValue(last, Fed.class);
    } finally {
      Launcher.stop(process, STOP_SECONDS);
    }
  }
}
