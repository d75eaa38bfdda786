package org.gatehouse.analytics.protocol.engine;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.gatehouse.analytics.messages.FromWorker;
import org.gatehouse.analytics.protocol.wire.FrameChannel;
import org.gatehouse.contract.time.Ticker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The processes of this machine that are lent to engines elsewhere. Thread-safe. */
final class HostedWorkers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HostedWorkers.class);
  private static final int TOKEN_BYTES = 32;

  private final WorkerStarter.Launch launch;
  private final Ticker ticker;
  private final RunFolder folder;
  private final ServerSocketChannel server;
  private final SecureRandom random = new SecureRandom();

  /** By the token that the process alone was told. */
  private final Map<String, HostedWorker> byToken = new ConcurrentHashMap<>();

  HostedWorkers(WorkerStarter.Launch launch, Ticker ticker) throws IOException {
    this.launch = launch;
    this.ticker = ticker;
    this.folder = RunFolder.prepare(launch.runDirectory());
    Files.deleteIfExists(folder.socket());
    this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(folder.socket()));
    Thread.ofVirtual().name("hosted-accept").start(this::acceptAll);
  }

  /**
   * Starts a process.
   *
   * @return null if as many run as are lent
   */
  synchronized @Nullable HostedWorker start() throws IOException {
    if (byToken.size() >= launch.workers()) {
      return null;
    }
    Set<Integer> taken = new HashSet<>();
    byToken.values().forEach(worker -> taken.add(worker.slot));
    int slot = 0;
    while (taken.contains(slot)) {
      slot++;
    }
    String token = secret();
    List<String> command =
        new ArrayList<>(
            WorkerCommand.compose(
                launch.command(), folder.socket(), folder.nativesOfSlot(slot), folder.directory()));
    command.addAll(launch.options());
    HostedWorker worker =
        new HostedWorker(secret(), slot, WorkerProcess.start(command, token, ticker));
    byToken.put(token, worker);
    return worker;
  }

  private String secret() {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** One of them by what its engine was told; null if there is none. */
  @Nullable HostedWorker find(String id) {
    return byToken.values().stream().filter(worker -> same(worker.id, id)).findFirst().orElse(null);
  }

  /** Ends one. */
  void end(HostedWorker worker) {
    worker.end();
    byToken.values().remove(worker);
  }

  private void acceptAll() {
    try {
      while (true) {
        SocketChannel socket = server.accept();
        Thread.ofVirtual().name("hosted-connection").start(() -> hear(new FrameChannel(socket)));
      }
    } catch (ClosedChannelException e) {
      LOG.debug("no more workers are accepted");
    } catch (IOException e) {
      LOG.error("socket {} failed; workers cannot connect any more", folder.socket(), e);
    }
  }

  private void hear(FrameChannel channel) {
    try {
      FromWorker first = channel.receive(FromWorker.parser());
      HostedWorker worker =
          first == null || !first.hasHello() ? null : byToken(first.getHello().getToken());
      if (first == null || worker == null) {
        LOG.warn("a connection came from none of the workers here");
        channel.close();
      } else {
        worker.connected(first, channel);
      }
    } catch (IOException e) {
      LOG.debug("a worker's connection failed", e);
      channel.close();
    }
  }

  private @Nullable HostedWorker byToken(String token) {
    return byToken.entrySet().stream()
        .filter(known -> same(known.getKey(), token))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  private static boolean same(String known, String said) {
    return MessageDigest.isEqual(
        known.getBytes(StandardCharsets.UTF_8), said.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    byToken.values().forEach(HostedWorker::end);
    byToken.clear();
    try {
      server.close();
      Files.deleteIfExists(folder.socket());
    } catch (IOException e) {
      LOG.debug("socket {} is left behind", folder.socket(), e);
    }
  }
}
