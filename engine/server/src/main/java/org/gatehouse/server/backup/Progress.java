package org.gatehouse.server.backup;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;

/** A bar on one line where a person looks, a line for each tenth elsewhere. Used by one thread. */
public final class Progress {
  private static final int WIDTH = 30;
  private static final double MEGABYTE = 1e6;
  private static final int HUNDRED = 100;
  private static final int TENTH = 10;

  private final PrintWriter out;
  private final boolean terminal;
  private String what = "";
  private long total;
  private long done;
  private int told;

  /**
   * Nothing is shown yet.
   *
   * @param terminal whether the line may be written over
   */
  Progress(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** On a terminal if the process has one. */
  public static Progress on(PrintWriter out) {
    boolean terminal =
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    return new Progress(out, terminal);
  }

  void begin(String doing, long bytes) {
    what = doing;
    total = Math.max(1, bytes);
    done = 0;
    told = -1;
    add(0);
  }

  void add(long bytes) {
    done += bytes;
    int percent = (int) Math.min(HUNDRED, done * HUNDRED / total);
    boolean tell = terminal ? percent > told : percent / TENTH > told / TENTH || told < 0;
    if (tell) {
      told = percent;
      show(percent);
    }
  }

  void end() {
    if (terminal) {
      out.println();
      out.flush();
    }
  }

  private void show(int percent) {
    int full = percent * WIDTH / HUNDRED;
    String bar = "[" + "#".repeat(full) + " ".repeat(WIDTH - full) + "]";
    String text =
        String.format(
            Locale.ROOT,
            "%s %s %3d %% of %.1f MB",
            what,
            terminal ? bar : "",
            percent,
            total / MEGABYTE);
    out.print(terminal ? "\r" + text : text + System.lineSeparator());
    out.flush();
  }
}
