package org.gatehouse.bench.powercut;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.gatehouse.bench.engine.BenchFailure;

/** The library that logs, and slows, what a process does to the files below a folder. */
final class Shim {
  private static final int COMPILE_SECONDS = 60;

  private final Path library;

  private Shim(Path library) {
    this.library = library;
  }

  /**
   * Compiles it.
   *
   * @throws BenchFailure if there is no C compiler
   */
  static Shim compile(Path folder) throws IOException, InterruptedException {
    Path source = folder.resolve("writelog.c");
    Path library = folder.resolve("writelog.so");
    try (InputStream in =
        Objects.requireNonNull(Shim.class.getResourceAsStream("writelog.c"), "writelog.c")) {
      Files.write(source, in.readAllBytes());
    }
    Process compiler;
    try {
      compiler =
          new ProcessBuilder(
                  "cc",
                  "-O2",
                  "-shared",
                  "-fPIC",
                  "-o",
                  library.toString(),
                  source.toString(),
                  "-ldl")
              .inheritIO()
              .start();
    } catch (IOException e) {
      throw new BenchFailure(
          "the write log needs a C compiler, and there is no cc: apt-get install gcc libc6-dev");
    }
    if (!compiler.waitFor(COMPILE_SECONDS, TimeUnit.SECONDS) || compiler.exitValue() != 0) {
      throw new BenchFailure("the write log could not be compiled; see the compiler's words above");
    }
    return new Shim(library);
  }

  /**
   * What a process needs in its environment.
   *
   * @param root the folder that is watched; must exist
   * @param log the file that the log goes to
   * @param control as {@link #slow} writes it
   */
  Map<String, String> environment(Path root, Path log, Path control) throws IOException {
    return Map.of(
        "LD_PRELOAD", library.toString(),
        "GATEHOUSE_WRITELOG_ROOT", root.toRealPath().toString(),
        "GATEHOUSE_WRITELOG_FILE", log.toString(),
        "GATEHOUSE_WRITELOG_CONTROL", control.toString());
  }

  /** The same, without a log: only slowed. */
  Map<String, String> slowed(Path root, Path control) throws IOException {
    return Map.of(
        "LD_PRELOAD", library.toString(),
        "GATEHOUSE_WRITELOG_ROOT", root.toRealPath().toString(),
        "GATEHOUSE_WRITELOG_CONTROL", control.toString());
  }

  /**
   * Makes the disk slow, or quick again; takes effect at once.
   *
   * @param syncMicros by which each sync takes longer
   * @param writeMicros by which each started 64 KiB of a write take longer
   */
  static void slow(Path control, long syncMicros, long writeMicros) throws IOException {
    ByteBuffer numbers = ByteBuffer.allocate(16).order(ByteOrder.nativeOrder());
    numbers.putLong(syncMicros).putLong(writeMicros).flip();
    try (FileChannel channel =
        FileChannel.open(control, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      while (numbers.hasRemaining()) {
        channel.write(numbers, numbers.position());
      }
    }
  }
}
