package org.gatehouse.analytics.protocol.engine;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.gatehouse.analytics.messages.AttachWorker;
import org.gatehouse.analytics.messages.AttachedWorker;
import org.gatehouse.analytics.messages.EndedWorker;
import org.gatehouse.analytics.messages.HostReply;
import org.gatehouse.analytics.messages.HostRequest;
import org.gatehouse.analytics.messages.StartedWorker;
import org.gatehouse.analytics.protocol.tls.MutualTls;
import org.gatehouse.analytics.protocol.wire.FrameChannel;
import org.gatehouse.analytics.protocol.wire.Protocol;
import org.gatehouse.contract.vision.WorkerLending;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lends workers of this machine to engines that show a certificate of the authority. What an engine
 * and its worker say to each other is passed on as it is. Thread-safe.
 */
final class HostServer implements WorkerLending {
  private static final Logger LOG = LoggerFactory.getLogger(HostServer.class);

  private static final long PAUSE_NANOS = 50_000_000;

  private final MutualTls tls;
  private final HostedWorkers workers;
  private final ServerSocket server;
  private final Set<FrameChannel> open = ConcurrentHashMap.newKeySet();

  private HostServer(MutualTls tls, HostedWorkers workers, ServerSocket server) {
    this.tls = tls;
    this.workers = workers;
    this.server = server;
  }

  /** Begins to listen. */
  static HostServer start(InetSocketAddress address, MutualTls tls, HostedWorkers workers)
      throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.bind(address);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
    HostServer host = new HostServer(tls, workers, socket);
    Thread.ofVirtual().name("lend-accept").start(host::acceptAll);
    return host;
  }

  @Override
  public int port() {
    return server.getLocalPort();
  }

  private void acceptAll() {
    while (!server.isClosed()) {
      try {
        Socket plain = server.accept();
        Thread.ofVirtual().name("lend-connection").start(() -> serve(plain));
      } catch (IOException e) {
        LOG.debug("no connection was accepted", e);
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private void serve(Socket plain) {
    String peer = String.valueOf(plain.getRemoteSocketAddress());
    try (FrameChannel channel = tls.accept(plain)) {
      open.add(channel);
      try {
        serve(channel, peer);
      } finally {
        open.remove(channel);
      }
    } catch (IOException e) {
      LOG.warn("a connection from {} is given up: {}", peer, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(FrameChannel channel, String peer) throws IOException, InterruptedException {
    HostRequest request = channel.receive(HostRequest.parser());
    if (request == null) {
      return;
    }
    if (request.getProtocolVersion() != Protocol.VERSION) {
      refuse(
          channel,
          "engine speaks version %d of the protocol, this host version %d; build both anew"
              .formatted(request.getProtocolVersion(), Protocol.VERSION));
      return;
    }
    switch (request.getBodyCase()) {
      case START -> lend(channel, peer);
      case ATTACH -> attach(channel, request.getAttach());
      case BODY_NOT_SET -> refuse(channel, "nothing was asked for");
    }
  }

  private static void refuse(FrameChannel channel, String why) throws IOException {
    channel.send(HostReply.newBuilder().setRefusal(why).build());
  }

  /** A worker lives as long as the connection on which it was asked for. */
  private void lend(FrameChannel life, String peer) throws IOException {
    HostedWorker worker = workers.start();
    if (worker == null) {
      refuse(life, "all workers of this host are lent; give --workers more of them");
      return;
    }
    LOG.info("worker {} is lent to {}", worker.process.pid(), peer);
    try {
      life.send(
          HostReply.newBuilder()
              .setStarted(
                  StartedWorker.newBuilder().setWorker(worker.id).setPid(worker.process.pid()))
              .build());
      worker.process.onCrash(() -> tellCrash(life, worker));
      worker.process.onExit(() -> tellEnd(life, worker));
      awaitEnd(life);
    } finally {
      workers.end(worker);
      LOG.info("worker {} is lent no more", worker.process.pid());
    }
  }

  /** Nothing more is said here by the engine; only the end counts. */
  private static void awaitEnd(FrameChannel life) {
    try {
      life.receive(HostRequest.parser());
    } catch (IOException e) {
      LOG.debug("an engine hung up", e);
    }
  }

  private static void tellCrash(FrameChannel life, HostedWorker worker) {
    String words = worker.process.end().words();
    say(life, HostReply.newBuilder().setCrash(words).build());
  }

  private static void tellEnd(FrameChannel life, HostedWorker worker) {
    WorkerEnd end = worker.process.end();
    EndedWorker.Builder ended =
        EndedWorker.newBuilder().setWords(end.words()).setOwnFault(end.ownFault());
    say(life, HostReply.newBuilder().setEnded(ended).build());
    life.close();
  }

  private static void say(FrameChannel life, HostReply reply) {
    try {
      life.send(reply);
    } catch (IOException e) {
      // The engine is gone, and its worker with it.
      LOG.debug("an engine does not listen", e);
    }
  }

  private void attach(FrameChannel engine, AttachWorker request)
      throws IOException, InterruptedException {
    HostedWorker worker = workers.find(request.getWorker());
    HostedWorker.Opened own = worker == null ? null : worker.await(request.getRole());
    if (own == null) {
      refuse(engine, "there is no such worker");
      return;
    }
    try (FrameChannel connection = own.channel()) {
      engine.send(HostReply.newBuilder().setAttached(AttachedWorker.getDefaultInstance()).build());
      engine.send(own.hello());
      Thread back =
          Thread.ofVirtual().name("lend-back").start(() -> FrameRelay.run(connection, engine));
      FrameRelay.run(engine, connection);
      back.join();
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      LOG.debug("port {} was closed badly", port(), e);
    }
    open.forEach(FrameChannel::close);
    workers.close();
  }
}
