package org.gatehouse.bench.ingest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.gatehouse.bench.engine.BenchFailure;
import org.gatehouse.bench.engine.Launcher;
import org.gatehouse.bench.fleet.FleetCameraInfo;
import org.gatehouse.bench.fleet.FleetNews;
import org.gatehouse.bench.fleet.FleetProcess;

/** The floor reader: {@code floor.c}, compiled where there is gcc. Used by one thread. */
final class FloorReader {
  private static final String SOURCE = "/floor/floor.c";
  private static final int STOP_SECONDS = 2;

  private final Path program;
  private final Path folder;

  private FloorReader(Path program, Path folder) {
    this.program = program;
    this.folder = folder;
  }

  /** Compiles it; empty without gcc. */
  static Optional<FloorReader> compile(Path folder) throws IOException, InterruptedException {
    Path source = folder.resolve("floor.c");
    try (InputStream in = FloorReader.class.getResourceAsStream(SOURCE)) {
      if (in == null) {
        throw new BenchFailure(SOURCE + " is not built in; build the bench again");
      }
      Files.copy(in, source, StandardCopyOption.REPLACE_EXISTING);
    }
    Path program = folder.resolve("floor");
    Process gcc;
    try {
      gcc =
          new ProcessBuilder("gcc", "-O2", "-o", program.toString(), source.toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("gcc.log").toFile())
              .start();
    } catch (IOException e) {
      return Optional.empty();
    }
    if (gcc.waitFor() != 0) {
      throw new BenchFailure(
          "gcc cannot compile the floor reader: "
              + Files.readString(folder.resolve("gcc.log")).strip());
    }
    return Optional.of(new FloorReader(program, folder));
  }

  /** Reads all cameras. */
  Window run(FleetProcess fleet, int warmUp, int seconds, int framesPerSecond) throws IOException {
    Path urls = folder.resolve("urls.txt");
    Files.write(urls, fleet.cameras().stream().map(FleetCameraInfo::url).toList());
    Path log = folder.resolve("floor.log");
    Process process =
        new ProcessBuilder(List.of(program.toString(), urls.toString(), "" + warmUp, "" + seconds))
            .redirectError(log.toFile())
            .start();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      expect(out, "playing", log);
      expect(out, "begin", log);
      FleetNews.Counts before = fleet.counts();
      long began = System.nanoTime();
      FloorOutput end = FloorOutput.parse(expect(out, "end", log));
      double took = (System.nanoTime() - began) / 1e9;
      return Window.of(end.cpuSeconds(), took, before, fleet.counts(), framesPerSecond);
    } finally {
      Launcher.stop(process, STOP_SECONDS);
    }
  }

  private static String expect(BufferedReader out, String word, Path log) throws IOException {
    String line = out.readLine();
    if (line == null || !line.startsWith(word)) {
      throw new BenchFailure(
          String.format(
              Locale.ROOT,
              "the floor reader said '%s' and not '%s': %s",
              line,
              word,
              Files.readString(log).strip()));
    }
    return line;
  }
}
