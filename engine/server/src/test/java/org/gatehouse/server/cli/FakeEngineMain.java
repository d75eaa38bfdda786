package org.gatehouse.server.cli;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** A process that runs {@code run} with an engine that only says when it is closed. */
final class FakeEngineMain {
  private FakeEngineMain() {}

  private static final class FakeEngine implements RunningEngine {
    @Override
    public URI url() {
      return URI.create("http://127.0.0.1:4711/");
    }

    @Override
    public @Nullable URI firstAdmin() {
      return System.getenv("WITHOUT_USERS") == null ? null : url().resolve("#first-admin=once");
    }

    @Override
    public void close() {
      System.out.println("closed");
      if (System.getenv("FAIL_TO_CLOSE") != null) {
        throw new IllegalStateException("cannot close");
      }
    }
  }

  public static void main(String[] args) {
    CommandLine line =
        new CommandLine(new Root()).addSubcommand(new RunCommand((_, _) -> new FakeEngine()));
    System.exit(Cli.execute(line, args));
  }
}
