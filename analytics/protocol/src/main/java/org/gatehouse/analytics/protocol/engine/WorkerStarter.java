package org.gatehouse.analytics.protocol.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.gatehouse.analytics.messages.Hello;
import org.gatehouse.analytics.protocol.wire.FrameChannel;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.contract.vision.AnalyticsBudget;
import org.gatehouse.contract.vision.AnalyticsProvider;
import org.jspecify.annotations.Nullable;

/**
 * Starts worker processes and lets their connections in, each by the token that its process alone
 * was told. Started and closed by the supervisor; {@link #admit} is called by any thread.
 */
final class WorkerStarter implements WorkerHost {
  private static final int TOKEN_BYTES = 32;

  /**
   * What starts workers, and where.
   *
   * @param options of the worker
   * @param workers that have lanes
   * @param cores that they share; 0 if they take what they get
   */
  record Launch(
      List<String> command, List<String> options, Path runDirectory, int workers, double cores) {
    static Launch of(AnalyticsProvider.Settings settings, AnalyticsBudget budget) {
      return new Launch(
          settings.workerCommand(),
          Acceleration.options(budget.accelerator(), budget.fallback()),
          settings.runDirectory(),
          budget.workers(),
          budget.cores());
    }
  }

  private final Launch launch;
  private final RunFolder folder;
  private final Ticker ticker;
  private final Acceptor acceptor;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, WorkerSession> byToken = new ConcurrentHashMap<>();
  private final Map<WorkerSession, Integer> slots = new HashMap<>();

  WorkerStarter(Launch launch, Ticker ticker, Events events) throws IOException {
    this.launch = launch;
    this.ticker = ticker;
    this.folder = RunFolder.prepare(launch.runDirectory());
    this.acceptor =
        Acceptor.listen(
            folder.socket(),
            new Acceptor.Gate() {
              @Override
              public @Nullable WorkerSession admit(String token) {
                return WorkerStarter.this.admit(token);
              }

              @Override
              public void connected(WorkerSession session, Hello hello, FrameChannel channel)
                  throws IOException, InterruptedException {
                events.connected(session, hello, channel);
              }
            });
  }

  @Override
  public String name() {
    return "this machine";
  }

  @Override
  public int workers() {
    return launch.workers();
  }

  @Override
  public double cores() {
    return launch.cores();
  }

  /** Starts a process in the first slot that is not taken. */
  @Override
  public WorkerSession start(int number) throws IOException {
    int slot = 0;
    while (slots.containsValue(slot)) {
      slot++;
    }
    byte[] secret = new byte[TOKEN_BYTES];
    random.nextBytes(secret);
    String token = HexFormat.of().formatHex(secret);
    List<String> command =
        new ArrayList<>(
            WorkerCommand.compose(
                launch.command(), folder.socket(), folder.nativesOfSlot(slot), folder.directory()));
    command.addAll(launch.options());
    WorkerProcess process = WorkerProcess.start(command, token, ticker);
    WorkerSession session = new WorkerSession(number, this, process, ticker.nanos());
    slots.put(session, slot);
    byToken.put(token, session);
    return session;
  }

  @Override
  public void forget(WorkerSession session) {
    slots.remove(session);
    byToken.values().remove(session);
  }

  private @Nullable WorkerSession admit(String token) {
    byte[] said = token.getBytes(StandardCharsets.UTF_8);
    for (Map.Entry<String, WorkerSession> known : byToken.entrySet()) {
      if (MessageDigest.isEqual(known.getKey().getBytes(StandardCharsets.UTF_8), said)) {
        return known.getValue();
      }
    }
    return null;
  }

  @Override
  public void close() {
    acceptor.close();
  }
}
