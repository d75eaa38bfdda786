package org.gatehouse.bench.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for one run. */
public final class TempFolder {
  private final Path path;

  private TempFolder(Path path) {
    this.path = path;
  }

  /** Makes one. */
  public static TempFolder create(String what) throws IOException {
    return new TempFolder(Files.createTempDirectory("gatehouse-" + what + "-"));
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** Removes it and all in it; files that cannot be removed stay. */
  public void remove() {
    try (Stream<Path> walk = Files.walk(path)) {
      List<Path> deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      // A temporary folder: the system clears what is left.
    }
  }
}
