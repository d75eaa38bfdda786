package org.gatehouse.bench.record;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;
import org.gatehouse.bench.engine.BenchFailure;
import org.gatehouse.bench.engine.Launcher;
import org.jspecify.annotations.Nullable;

/** The copying program: {@code record.c}, compiled where there is gcc. Used by one thread. */
final class CopyStage {
  private static final String SOURCE = "/record/record.c";
  private static final int STOP_SECONDS = 2;

  private final Path program;
  private final Path folder;

  private CopyStage(Path program, Path folder) {
    this.program = program;
    this.folder = folder;
  }

  /** Compiles it; null without gcc. */
  static @Nullable CopyStage compile(Path folder) throws IOException, InterruptedException {
    Path source = folder.resolve("record.c");
    try (InputStream in = CopyStage.class.getResourceAsStream(SOURCE)) {
      if (in == null) {
        throw new BenchFailure(SOURCE + " is not built in; build the bench again");
      }
      Files.copy(in, source, StandardCopyOption.REPLACE_EXISTING);
    }
    Path program = folder.resolve("record");
    Path log = folder.resolve("gcc.log");
    Process gcc;
    try {
      gcc =
          new ProcessBuilder("gcc", "-O2", "-o", program.toString(), source.toString(), "-lpthread")
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
    } catch (IOException e) {
      return null;
    }
    if (gcc.waitFor() != 0) {
      throw new BenchFailure("gcc cannot compile record.c: " + Launcher.tail(log, 10));
    }
    return new CopyStage(program, folder);
  }

  /** CPU-seconds for each GB of copying so many bytes a second for each camera. */
  double copy(List<Path> sources, int cameras, long bytes, int warmUp, int seconds)
      throws IOException {
    Path to = Files.createDirectories(folder.resolve("copied"));
    Path log = folder.resolve("copy.log");
    Process process =
        new ProcessBuilder(
                program.toString(),
                "copy",
                sources.stream().map(Path::toString).collect(Collectors.joining(":")),
                "" + cameras,
                "" + bytes,
                "" + warmUp,
                "" + seconds,
                "" + RecordCommand.SYNC.toSeconds(),
                to.toString())
            .redirectError(log.toFile())
            .start();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      String line = String.valueOf(out.readLine());
      String[] words = line.split(" ", -1);
      if (words.length != 3) {
        throw new BenchFailure("the copy said '" + line + "': " + Launcher.tail(log, 5));
      }
      return Double.parseDouble(words[1]) / (Double.parseDouble(words[2]) / 1e9);
    } finally {
      Launcher.stop(process, STOP_SECONDS);
      RecordRun.remove(to);
    }
  }

  /** Starts to sync what others write into a folder. */
  Process sync(Path files) throws IOException {
    return new ProcessBuilder(
            program.toString(), "sync", files.toString(), "" + RecordCommand.SYNC.toSeconds())
        .redirectError(folder.resolve("sync.log").toFile())
        .start();
  }
}
