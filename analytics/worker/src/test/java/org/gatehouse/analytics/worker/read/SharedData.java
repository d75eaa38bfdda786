package org.gatehouse.analytics.worker.read;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Finds the evaluation data, which never lies in the project. */
public final class SharedData {
  private SharedData() {}

  /** A file or folder of it; skips the test where the data is absent. */
  public static Path find(String name) {
    String folder = System.getenv("GATEHOUSE_DATA");
    Path data =
        folder != null
            ? Path.of(folder)
            : Path.of(System.getProperty("gatehouse.root", "../.."), "../shared/data");
    Path found = data.resolve(name);
    Assumptions.assumeTrue(
        Files.exists(found), "skipped: no evaluation data at " + found + " (GATEHOUSE_DATA)");
    return found;
  }
}
