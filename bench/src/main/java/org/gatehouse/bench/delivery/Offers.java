package org.gatehouse.bench.delivery;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How an engine finds a generator that outlives it: the program that it starts as its worker passes
 * on its token and the engine's socket in a file, and lives until the engine does not. Used by one
 * thread.
 */
public final class Offers {
  private static final String RELAY =
      """
      #!/bin/sh
      # Started by the engine as: relay worker --socket FILE, with the token on standard input.
      [ "$1" = worker ] || exit 1
      read -r token || exit 1
      printf '%s %s\\n' "$token" "$3" >"OFFERS/$$.part"
      mv "OFFERS/$$.part" "OFFERS/$$.offer"
      cat >/dev/null
      rm -f "OFFERS/$$.offer"
      """;

  private final Path folder;
  private final Set<Path> taken = new HashSet<>();

  /** Of a folder that relays write to. */
  public Offers(Path folder) {
    this.folder = folder;
  }

  /** An engine's wish for a worker. */
  public record Offer(String token, Path socket) {}

  /** Writes the program that the engine is to start in place of a worker. */
  public static Path relay(Path program, Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(program, RELAY.replace("OFFERS", folder.toString()));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return program;
  }

  /** Those that came since this was asked last. */
  public List<Offer> fresh() throws IOException {
    List<Offer> offers = new ArrayList<>();
    Set<Path> there = new HashSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.offer")) {
      for (Path file : files) {
        there.add(file);
        if (taken.add(file)) {
          String[] words = Files.readString(file).strip().split(" ", 2);
          offers.add(new Offer(words[0], Path.of(words[1])));
        }
      }
    }
    // A process id may come again.
    taken.retainAll(there);
    return offers;
  }
}
