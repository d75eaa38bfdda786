package org.gatehouse.bench.soak;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.gatehouse.bench.engine.EngineProcess;
import org.gatehouse.bench.engine.EngineStatus;
import org.gatehouse.bench.engine.ProcessCounts;
import org.gatehouse.bench.engine.ProcessMemory;

/** Looks at a running engine from outside. Used by one thread. */
final class VitalsReader {
  private static final double MIB = 1024 * 1024;

  private final EngineProcess engine;
  private final EngineStatus status;
  private final Path recordings;

  /**
   * Of an engine.
   *
   * @param recordings the folder that its segments lie in
   */
  VitalsReader(EngineProcess engine, EngineStatus status, Path recordings) {
    this.engine = engine;
    this.status = status;
    this.recordings = recordings;
  }

  /** Now; empty when the engine does not answer. */
  Optional<Vitals> read() throws IOException, InterruptedException {
    Optional<EngineStatus.Memory> memory = status.memory();
    if (memory.isEmpty()) {
      return Optional.empty();
    }
    long pid = engine.pid();
    return Optional.of(
        new Vitals(
            ProcessMemory.rssMiB(pid),
            childrenRss(pid),
            memory.get().directBytes() / MIB,
            memory.get().heapAfterCollectionBytes() / MIB,
            ProcessCounts.files(pid),
            ProcessCounts.threads(pid),
            bytes(recordings)));
  }

  private static double childrenRss(long pid) {
    return ProcessHandle.of(pid).stream()
        .flatMap(ProcessHandle::descendants)
        .mapToDouble(child -> ProcessMemory.rssMiB(child.pid()))
        .sum();
  }

  /** Of all files below a folder; files may come and go meanwhile. */
  static long bytes(Path folder) throws IOException {
    long[] sum = new long[1];
    if (Files.isDirectory(folder)) {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              sum[0] += attributes.size();
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
              return FileVisitResult.CONTINUE;
            }
          });
    }
    return sum[0];
  }
}
