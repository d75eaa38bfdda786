package org.gatehouse.bench.cli;

import java.io.Console;
import java.io.PrintStream;
import java.util.Locale;

/**
 * Standard output with, on a real terminal, one line at the bottom that is rewritten in place;
 * anywhere else lines only. Thread-safe.
 */
public final class Terminal {
  private static final String CLEAR_LINE = "\r\u001b[2K";
  private static final int BAR = 30;

  private final PrintStream out;
  private final boolean live;
  private String status = "";
  private int toldQuarter = -1;

  /** On a stream; {@code live} if it is a terminal that a person watches. */
  public Terminal(PrintStream out, boolean live) {
    this.out = out;
    this.live = live;
  }

  /** Standard output. */
  // JDK 22 to 24 never answer null; JDK 25 does again where no terminal is.
  @SuppressWarnings("SystemConsoleNull")
  public static Terminal standard() {
    Console console = System.console();
    return new Terminal(System.out, console != null && console.isTerminal());
  }

  /** Prints a line that stays. */
  public synchronized void line(String text) {
    if (live && !status.isEmpty()) {
      out.print(CLEAR_LINE);
    }
    out.println(text);
    redraw();
  }

  /** Replaces the line at the bottom; nothing where nobody watches. */
  public synchronized void status(String text) {
    status = text;
    if (live) {
      out.print(CLEAR_LINE);
      redraw();
    }
  }

  /** Shows how far long work is: a bar, or a line for each quarter. */
  public synchronized void progress(String what, double done) {
    if (live) {
      int filled = (int) Math.round(done * BAR);
      status(
          String.format(
              Locale.ROOT,
              "%s [%s%s] %3.0f %%",
              what,
              "#".repeat(filled),
              ".".repeat(BAR - filled),
              done * 100));
      return;
    }
    int quarter = (int) (done * 4);
    if (quarter > toldQuarter) {
      toldQuarter = quarter;
      out.println(String.format(Locale.ROOT, "%s %d %%", what, quarter * 25));
      out.flush();
    }
  }

  /** Takes the line at the bottom away. */
  public synchronized void clear() {
    if (live && !status.isEmpty()) {
      out.print(CLEAR_LINE);
      out.flush();
    }
    status = "";
    toldQuarter = -1;
  }

  private void redraw() {
    if (live) {
      out.print(status);
    }
    out.flush();
  }
}
