package org.gatehouse.analytics.protocol.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.gatehouse.analytics.messages.Hello;
import org.gatehouse.analytics.protocol.wire.FrameChannel;
import org.gatehouse.contract.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Starts worker processes and lets their connections in, each by the token that its process alone
 * was told. Started and closed by the supervisor; {@link #admit} is called by any thread.
 */
final class WorkerStarter implements AutoCloseable {
  private static final int TOKEN_BYTES = 32;

  /** What starts a worker, and where. */
  record Launch(List<String> command, Path runDirectory) {}

  /** What is told of connections. */
  interface Events {
    /** On the connection's thread, which stays with the connection until this returns. */
    void connected(WorkerSession session, Hello hello, FrameChannel channel)
        throws IOException, InterruptedException;
  }

  private final Launch launch;
  private final RunFolder folder;
  private final Ticker ticker;
  private final Acceptor acceptor;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, WorkerSession> byToken = new ConcurrentHashMap<>();
  private int started;

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

  /** Starts a process in the first slot that is not taken. */
  WorkerSession start(Set<Integer> takenSlots) throws IOException {
    int slot = 0;
    while (takenSlots.contains(slot)) {
      slot++;
    }
    byte[] secret = new byte[TOKEN_BYTES];
    random.nextBytes(secret);
    String token = HexFormat.of().formatHex(secret);
    List<String> command =
        WorkerCommand.compose(
            launch.command(), folder.socket(), folder.nativesOfSlot(slot), folder.directory());
    WorkerProcess process = WorkerProcess.start(command, token, ticker);
    WorkerSession session = new WorkerSession(++started, slot, process, ticker.nanos());
    byToken.put(token, session);
    return session;
  }

  /** The process has ended; its token is worth nothing any more. */
  void forget(WorkerSession session) {
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
