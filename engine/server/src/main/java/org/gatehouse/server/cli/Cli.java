package org.gatehouse.server.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.gatehouse.contract.config.ConfigException;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** How every verb is run: a user's mistake is a message, a mistake of the program is exit 70. */
public final class Cli {
  /** Shows stack traces, and logs more. */
  static final String DEBUG = "--debug";

  private Cli() {}

  /** Runs {@code args}; the result is the exit code. */
  public static int execute(CommandLine line, String... args) {
    boolean debug = Arrays.asList(args).contains(DEBUG);
    if (debug) {
      // Read by logback.xml, which has not been read yet: nothing has logged so far.
      System.setProperty("GATEHOUSE_LOG_LEVEL", "DEBUG");
    }
    return line.setExecutionExceptionHandler((e, at, _) -> explain(e, at, debug))
        .setExecutionStrategy(Cli::run)
        .execute(Arrays.stream(args).filter(arg -> !arg.equals(DEBUG)).toArray(String[]::new));
  }

  private static int run(ParseResult parsed) {
    CommandLine root = parsed.commandSpec().commandLine();
    if (parsed.isUsageHelpRequested()) {
      root.getOut().print(help());
      root.getOut().flush();
      return ExitCode.OK;
    }
    if (!parsed.hasSubcommand() && !parsed.isVersionHelpRequested()) {
      root.getErr().print(help());
      root.getErr().flush();
      return ExitCode.USAGE;
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  /** All verbs of the launcher, those of other programs too; the launcher prints the same file. */
  static String help() {
    try (InputStream in = Objects.requireNonNull(Cli.class.getResourceAsStream("help.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int explain(Exception e, CommandLine at, boolean debug) {
    PrintWriter err = at.getErr();
    boolean mistake = e instanceof ConfigException;
    err.println(mistake ? e.getMessage() : "gatehouse: internal error: " + e);
    if (debug) {
      e.printStackTrace(err);
    } else if (!mistake) {
      err.println("Run it again with " + DEBUG + " for the details, and report them please.");
    }
    err.flush();
    return mistake ? ExitCode.REFUSED : ExitCode.INTERNAL;
  }
}
