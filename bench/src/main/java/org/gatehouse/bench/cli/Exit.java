package org.gatehouse.bench.cli;

/** Exit codes of all commands. */
public final class Exit {
  /** Done, and what was judged is good. */
  public static final int OK = 0;

  /** Judged and found wanting, or refused with a message. */
  public static final int REFUSED = 1;

  /** A fault of the program. */
  public static final int CRASH = 70;

  private Exit() {}
}
