package org.gatehouse.server.cli;

/** How the process ends. Usage errors end with picocli's 2. */
public final class ExitCode {
  /** All went well; an orderly stop on SIGTERM or Ctrl-C too. */
  public static final int OK = 0;

  /** The user's mistake, or something the environment refuses; the message says what to do. */
  public static final int REFUSED = 1;

  /** The command line is wrong. */
  public static final int USAGE = 2;

  /** An export was changed, or is signed with another key. */
  public static final int NOT_VERIFIED = 4;

  /** A mistake of the program itself. */
  public static final int INTERNAL = 70;

  private ExitCode() {}
}
