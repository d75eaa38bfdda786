package org.gatehouse.bench.delivery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.gatehouse.bench.cli.Exit;

/** A child's line to the process that started it: it ends with it. */
final class StandardInput {
  private StandardInput() {}

  /** Work that runs until the process ends. */
  @FunctionalInterface
  interface Endless {
    void run() throws IOException, InterruptedException;
  }

  /** Ends the process once its standard input has ended. */
  static void awaitEnd() {
    lines(line -> {}, () -> {});
  }

  /**
   * Hands on each line; ends the process once there is none.
   *
   * @param before runs before that
   */
  static void lines(Consumer<String> heard, Runnable before) {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        heard.accept(line);
      }
    } catch (IOException e) {
      System.err.println("gatehouse: standard input cannot be read: " + e.getMessage());
    }
    before.run();
    Runtime.getRuntime().halt(Exit.OK);
  }

  /** Runs it beside; if it fails the process does. */
  static void daemon(Endless work) {
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                System.err.println("gatehouse: " + e);
                Runtime.getRuntime().halt(Exit.CRASH);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }
}
