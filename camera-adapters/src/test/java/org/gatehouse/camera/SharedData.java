package org.gatehouse.camera;

import java.nio.file.Path;

/**
 * Where the evaluation data is, if it is there: beside the project, or where GATEHOUSE_DATA says.
 */
public final class SharedData {
  private SharedData() {}

  /** The folder, which need not exist. */
  public static Path folder() {
    String named = System.getenv("GATEHOUSE_DATA");
    if (named != null) {
      return Path.of(named);
    }
    return Path.of(System.getProperty("gatehouse.root", ".."))
        .resolve("../shared/data")
        .normalize();
  }
}
