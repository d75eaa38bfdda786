package org.gatehouse.camera.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The interoperability table of docs/cameras.md, which holds what tests have seen. */
final class Interop {
  private Interop() {}

  /** To be called once it was seen: prints the row, which must stand in the table. */
  static void seen(String peer, String media, String transport, String outcome) throws IOException {
    String row = "| %s | %s | %s | %s |".formatted(peer, media, transport, outcome);
    System.out.println(row);
    String root = System.getProperty("gatehouse.root", "..");
    assertThat(Files.readString(Path.of(root, "docs", "cameras.md"))).contains(row);
  }
}
