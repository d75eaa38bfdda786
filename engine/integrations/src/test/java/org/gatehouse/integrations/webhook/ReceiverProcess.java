package org.gatehouse.integrations.webhook;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A receiver that runs as somebody else's program does; ends with the test. */
record ReceiverProcess(Process process, BufferedReader lines, URI url) implements AutoCloseable {
  private static final String GREETING = "listening on ";

  /** On a free port. */
  static ReceiverProcess start(List<String> command, String secret) throws IOException {
    List<String> all = new ArrayList<>(command);
    all.add("0");
    ProcessBuilder builder = new ProcessBuilder(all).redirectErrorStream(true);
    builder.environment().put("WEBHOOK_SECRET", secret);
    Process process = builder.start();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String greeting = String.valueOf(lines.readLine());
    if (!greeting.startsWith(GREETING)) {
      process.destroyForcibly();
      throw new AssertionError(command + " does not listen: " + greeting);
    }
    return new ReceiverProcess(process, lines, URI.create(greeting.substring(GREETING.length())));
  }

  /** What it prints next. */
  String line() throws IOException {
    return Objects.requireNonNull(lines.readLine(), "it ended");
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    lines.close();
  }
}
