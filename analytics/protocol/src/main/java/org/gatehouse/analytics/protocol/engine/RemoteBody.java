package org.gatehouse.analytics.protocol.engine;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLException;
import org.gatehouse.analytics.messages.AttachWorker;
import org.gatehouse.analytics.messages.FromWorker;
import org.gatehouse.analytics.messages.Hello;
import org.gatehouse.analytics.messages.HostReply;
import org.gatehouse.analytics.messages.HostRequest;
import org.gatehouse.analytics.messages.Role;
import org.gatehouse.analytics.messages.StartWorker;
import org.gatehouse.analytics.messages.StartedWorker;
import org.gatehouse.analytics.protocol.tls.TlsTrouble;
import org.gatehouse.analytics.protocol.wire.FrameChannel;
import org.gatehouse.analytics.protocol.wire.Protocol;
import org.gatehouse.analytics.protocol.wire.ProtocolException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker on another machine. One connection is its life: its host tells there how the process
 * fares, and ends the process when the connection ends. Two more lead to the worker itself.
 * Thread-safe.
 */
final class RemoteBody implements WorkerBody {
  private static final Logger LOG = LoggerFactory.getLogger(RemoteBody.class);
  private static final Duration AGAIN = Duration.ofMillis(200);

  private final RemoteHost host;
  private final WorkerHost.Events events;
  private final Set<FrameChannel> open = ConcurrentHashMap.newKeySet();
  private final CompletableFuture<Void> crashing = new CompletableFuture<>();
  private final CompletableFuture<Void> exited = new CompletableFuture<>();
  private volatile boolean killed;
  private volatile String name;
  private volatile WorkerEnd end = new WorkerEnd("runs", false, 0);

  RemoteBody(RemoteHost host, WorkerHost.Events events) {
    this.host = host;
    this.events = events;
    this.name = "at " + host.name();
  }

  void begin(WorkerSession session) {
    Thread.ofVirtual().name("worker-life-" + host.name()).start(() -> live(session));
  }

  private void live(WorkerSession session) {
    try (FrameChannel life = dialled(HostRequest.newBuilder().setStart(StartWorker.newBuilder()))) {
      for (HostReply reply = life.receive(HostReply.parser());
          reply != null;
          reply = life.receive(HostReply.parser())) {
        hear(reply, session);
      }
      lost("the connection to " + host.name() + " ended");
    } catch (IOException e) {
      lost(host.name() + ": " + (e instanceof SSLException ? TlsTrouble.of(e) : e.getMessage()));
    } finally {
      killed = true;
      open.forEach(FrameChannel::close);
      exited.complete(null);
    }
  }

  private void lost(String words) {
    if (end.words().equals("runs")) {
      end = new WorkerEnd("is lost: " + words, false, 0);
    }
  }

  private void hear(HostReply reply, WorkerSession session) throws IOException {
    switch (reply.getBodyCase()) {
      case REFUSAL -> throw new IOException("it refuses: " + reply.getRefusal());
      case STARTED -> started(reply.getStarted(), session);
      case CRASH -> {
        end = WorkerEnd.crashedAs(reply.getCrash());
        crashing.complete(null);
      }
      case ENDED -> {
        if (!crashing.isDone()) {
          end = WorkerEnd.ended(reply.getEnded().getWords(), reply.getEnded().getOwnFault());
        }
      }
      case ATTACHED, BODY_NOT_SET ->
          throw new ProtocolException("unexpected " + reply.getBodyCase() + " from " + host.name());
    }
  }

  private void started(StartedWorker worker, WorkerSession session) {
    name = worker.getPid() + " at " + host.name();
    for (Role role : new Role[] {Role.ROLE_CONTROL, Role.ROLE_MEDIA}) {
      Thread.ofVirtual()
          .name("worker-" + host.name() + "-" + role)
          .start(() -> attachAgain(worker.getWorker(), role, session));
    }
  }

  /** As often as the worker connects anew. */
  private void attachAgain(String worker, Role role, WorkerSession session) {
    HostRequest.Builder request =
        HostRequest.newBuilder()
            .setAttach(AttachWorker.newBuilder().setWorker(worker).setRole(role));
    try {
      while (!killed) {
        attach(request, session);
        Thread.sleep(AGAIN);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void attach(HostRequest.Builder request, WorkerSession session)
      throws InterruptedException {
    try (FrameChannel channel = dialled(request)) {
      HostReply reply = channel.receive(HostReply.parser());
      if (reply == null || !reply.hasAttached()) {
        LOG.debug("{} does not lead to {} now", host.name(), session);
        return;
      }
      FromWorker first = channel.receive(FromWorker.parser());
      if (first == null || !first.hasHello()) {
        throw new ProtocolException(session + " did not say hello");
      }
      greet(first.getHello(), channel, session);
    } catch (IOException e) {
      LOG.debug("a connection to {} failed", session, e);
    }
  }

  private void greet(Hello hello, FrameChannel channel, WorkerSession session)
      throws IOException, InterruptedException {
    String refusal = Greeting.refusal(hello);
    Greeting.answer(channel, refusal);
    if (refusal.isEmpty()) {
      events.connected(session, hello, channel);
    } else {
      LOG.warn("{} was refused: {}", session, refusal);
      kill();
    }
  }

  /** A connection on which that was asked; it ends with this worker. */
  private FrameChannel dialled(HostRequest.Builder request) throws IOException {
    FrameChannel channel = host.dial();
    open.removeIf(FrameChannel::isClosed);
    open.add(channel);
    if (killed) {
      channel.close();
    }
    channel.send(request.setProtocolVersion(Protocol.VERSION).build());
    return channel;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean isAlive() {
    return !exited.isDone();
  }

  @Override
  public WorkerEnd end() {
    return end;
  }

  @Override
  public void kill() {
    if (end.words().equals("runs")) {
      end = new WorkerEnd("was ended by the engine", false, 0);
    }
    killed = true;
    open.forEach(FrameChannel::close);
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // the command is a thread of its own
  public void onExit(Runnable command) {
    exited.thenRun(() -> Thread.ofVirtual().start(command));
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // the command is a thread of its own
  public void onCrash(Runnable command) {
    crashing.thenRun(() -> Thread.ofVirtual().start(command));
  }

  @Override
  public long residentBytes() {
    return 0;
  }
}
