package org.gatehouse.analytics.protocol.engine;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.gatehouse.analytics.messages.FromWorker;
import org.gatehouse.analytics.messages.ToWorker;
import org.gatehouse.analytics.messages.Welcome;
import org.gatehouse.analytics.protocol.wire.FrameChannel;
import org.gatehouse.analytics.protocol.wire.Protocol;
import org.gatehouse.analytics.protocol.wire.ProtocolException;
import org.gatehouse.contract.time.Ticker;

/**
 * A worker process with one connection, for one kind of request. The process ends with the engine,
 * or when this is closed. Thread-safe; one thread receives.
 */
record SoloProcess(WorkerProcess process, FrameChannel channel) implements AutoCloseable {
  private static final int TOKEN_BYTES = 32;

  /**
   * Starts a process and waits until it has connected.
   *
   * @param socket where it is to connect; made and taken away again
   * @param command for that socket
   * @param patience how long that may take
   * @throws IOException if it ended before, or took too long; no process is left then
   */
  static SoloProcess start(
      Path socket, Function<Path, List<String>> command, Duration patience, Ticker ticker)
      throws IOException {
    Files.deleteIfExists(socket);
    String token = token();
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      WorkerProcess process = WorkerProcess.start(command.apply(socket), token, ticker);
      process.onExit(() -> closeQuietly(server));
      CompletableFuture<Void> inTime = killAfter(process, patience);
      try {
        return new SoloProcess(process, greeted(new FrameChannel(server.accept()), token));
      } catch (IOException e) {
        String how = process.ending();
        process.kill();
        throw new IOException("it " + how, e);
      } finally {
        inTime.complete(null);
      }
    } finally {
      Files.deleteIfExists(socket);
    }
  }

  private static String token() {
    byte[] secret = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(secret);
    return HexFormat.of().formatHex(secret);
  }

  /** Ends the process unless what is returned is completed in time. */
  CompletableFuture<Void> killAfter(Duration patience) {
    return killAfter(process, patience);
  }

  private static CompletableFuture<Void> killAfter(WorkerProcess process, Duration patience) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    var _ =
        done.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
            .whenComplete(
                (none, late) -> {
                  if (late != null) {
                    process.kill();
                  }
                });
    return done;
  }

  /** A process that ends without a word must not leave us waiting for it. */
  private static void closeQuietly(ServerSocketChannel server) {
    try {
      server.close();
    } catch (IOException e) {
      // It is closed by whoever waits on it as well.
      return;
    }
  }

  private static FrameChannel greeted(FrameChannel fresh, String token) throws IOException {
    FromWorker first = fresh.receive(FromWorker.parser());
    if (first == null || !token.equals(first.getHello().getToken())) {
      fresh.close();
      throw new ProtocolException("somebody else connected");
    }
    fresh.send(
        ToWorker.newBuilder()
            .setWelcome(Welcome.newBuilder().setProtocolVersion(Protocol.VERSION))
            .build());
    return fresh;
  }

  @Override
  public void close() {
    channel.close();
    process.kill();
  }
}
