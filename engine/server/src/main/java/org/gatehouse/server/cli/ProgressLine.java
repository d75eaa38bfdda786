package org.gatehouse.server.cli;

import java.io.Console;
import java.io.PrintStream;
import java.util.Locale;

/** A bar at the bottom of a person's terminal; nothing anywhere else. Owner: one thread. */
public final class ProgressLine {
  private static final int WIDTH = 30;
  private static final String CLEAR = "\r\u001b[2K";

  private final PrintStream out;
  private final boolean watched;
  private int shown = -1;

  ProgressLine(PrintStream out, boolean watched) {
    this.out = out;
    this.watched = watched;
  }

  /** On standard error, so that what is printed can go into a file. */
  // JDK 22 to 24 never answer null; JDK 25 does again where no terminal is.
  @SuppressWarnings("SystemConsoleNull")
  public static ProgressLine standard() {
    Console console = System.console();
    return new ProgressLine(System.err, console != null && console.isTerminal());
  }

  /** Shows how far something is, 0 to 1. */
  public void show(String what, double done) {
    int percent = (int) (done * 100);
    if (watched && percent != shown) {
      shown = percent;
      int filled = (int) (done * WIDTH);
      out.print(
          String.format(
              Locale.ROOT,
              "%s%s [%s%s] %3d %%",
              CLEAR,
              what,
              "#".repeat(filled),
              ".".repeat(WIDTH - filled),
              percent));
      out.flush();
    }
  }

  /** Takes the line away. */
  public void clear() {
    if (watched && shown >= 0) {
      out.print(CLEAR);
      out.flush();
      shown = -1;
    }
  }
}
