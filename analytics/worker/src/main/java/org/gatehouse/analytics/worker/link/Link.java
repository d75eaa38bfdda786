package org.gatehouse.analytics.worker.link;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.util.List;
import org.gatehouse.analytics.messages.Alive;
import org.gatehouse.analytics.messages.Busy;
import org.gatehouse.analytics.messages.Decoded;
import org.gatehouse.analytics.messages.Decoding;
import org.gatehouse.analytics.messages.FromWorker;
import org.gatehouse.analytics.messages.Hello;
import org.gatehouse.analytics.messages.LaneClosed;
import org.gatehouse.analytics.messages.LaneOpened;
import org.gatehouse.analytics.messages.LaneReport;
import org.gatehouse.analytics.messages.MediaUnit;
import org.gatehouse.analytics.messages.Model;
import org.gatehouse.analytics.messages.Role;
import org.gatehouse.analytics.messages.ToWorker;
import org.gatehouse.analytics.protocol.wire.FrameChannel;
import org.gatehouse.analytics.protocol.wire.Protocol;
import org.gatehouse.analytics.protocol.wire.ProtocolException;
import org.gatehouse.analytics.protocol.wire.ResidentSet;
import org.gatehouse.analytics.worker.lane.EngineLine;
import org.gatehouse.analytics.worker.lane.Lanes;
import org.gatehouse.analytics.worker.passage.Finding;
import org.gatehouse.analytics.worker.passage.LaneAnalyzerFactory;
import org.gatehouse.analytics.worker.passage.ModelInfo;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.time.Ticker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speaks with the engine. When a connection is lost both are made anew, and what the engine did not
 * acknowledge is said again; when the engine is not there any more, {@link #run} returns. The
 * thread that runs it reads the control connection, another one the media connection.
 */
public final class Link implements EngineLine {
  private static final Logger LOG = LoggerFactory.getLogger(Link.class);
  private static final long ALIVE_MILLIS = 1000;
  private static final int CONNECT_AGAIN = 3;

  /** The exit code of a defect. */
  private static final int DEFECT = 70;

  private final Path socket;
  private final String token;
  private final List<Model> models;
  private final long pid = ProcessHandle.current().pid();
  private final Lanes lanes;
  private final Outbox outbox = new Outbox();
  private volatile @Nullable FrameChannel control;

  /** A link that is not connected yet. */
  public Link(Path socket, String token, LaneAnalyzerFactory analyzers, Ticker ticker) {
    this.socket = socket;
    this.token = token;
    this.models = analyzers.models().stream().map(Link::message).toList();
    this.lanes = new Lanes(analyzers, this, ticker);
  }

  /** Whether it was given no lane yet. Thread-safe. */
  public boolean isUnused() {
    return lanes.isUnused();
  }

  /**
   * Serves the engine until it says so or is gone.
   *
   * @throws ConfigException if the engine refuses this worker
   */
  public void run() {
    Thread.ofPlatform().daemon().name("alive").start(this::sayAlive);
    for (int tries = 0; tries <= CONNECT_AGAIN; tries++) {
      try (FrameChannel controlling = greet(Role.ROLE_CONTROL);
          FrameChannel feeding = greet(Role.ROLE_MEDIA)) {
        if (serve(controlling, feeding)) {
          return;
        }
        LOG.info("the engine hung up");
      } catch (IOException e) {
        if (control == null) {
          // Nobody listens: the engine is gone.
          LOG.info("no engine: {}", e.getMessage());
          return;
        }
        LOG.warn("connection to the engine lost: {}", e.toString());
      } finally {
        control = null;
      }
    }
  }

  /** Returns true when the worker shall end. */
  private boolean serve(FrameChannel controlling, FrameChannel feeding) throws IOException {
    control = controlling;
    for (FromWorker finding : outbox.unacknowledged()) {
      controlling.send(finding);
    }
    Thread media =
        Thread.ofPlatform()
            .name("media")
            .start(
                () -> {
                  readMedia(feeding);
                  controlling.close();
                });
    try {
      return readControl(controlling);
    } finally {
      feeding.close();
      join(media);
    }
  }

  private FrameChannel greet(Role role) throws IOException {
    FrameChannel channel = FrameChannel.connect(socket);
    try {
      Hello.Builder hello =
          Hello.newBuilder()
              .setProtocolVersion(Protocol.VERSION)
              .setRole(role)
              .setToken(token)
              .setPid(pid);
      if (role == Role.ROLE_CONTROL) {
        hello.addAllModels(models);
      }
      channel.send(FromWorker.newBuilder().setHello(hello).build());
      checkWelcome(channel.receive(ToWorker.parser()));
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static void checkWelcome(@Nullable ToWorker answer) throws IOException {
    if (answer == null || !answer.hasWelcome()) {
      throw new ProtocolException("the engine gave no welcome");
    }
    String refusal = answer.getWelcome().getRefusal();
    if (!refusal.isEmpty()) {
      throw new ConfigException("the engine refuses this worker: " + refusal);
    }
  }

  private boolean readControl(FrameChannel controlling) throws IOException {
    while (true) {
      ToWorker message = controlling.receive(ToWorker.parser());
      if (message == null) {
        return false;
      }
      switch (message.getBodyCase()) {
        case OPEN_LANE -> lanes.open(message.getOpenLane());
        case CLOSE_LANE -> lanes.close(message.getCloseLane().getLane());
        case BUDGET -> lanes.share(message.getBudget().getCores());
        case ACK -> outbox.acknowledged(message.getAck().getFinding());
        case SHUTDOWN -> {
          return true;
        }
        case WELCOME, BODY_NOT_SET ->
            throw new ProtocolException("unexpected " + message.getBodyCase());
      }
    }
  }

  private void readMedia(FrameChannel feeding) {
    try {
      while (true) {
        MediaUnit unit = feeding.receive(MediaUnit.parser());
        if (unit == null) {
          return;
        }
        lanes.media(unit);
      }
    } catch (ClosedChannelException e) {
      LOG.debug("media connection closed");
    } catch (IOException | RuntimeException e) {
      LOG.info("media connection ended: {}", e.toString());
    }
  }

  @Override
  public void opened(int lane) {
    say(FromWorker.newBuilder().setLaneOpened(LaneOpened.newBuilder().setLane(lane)).build());
  }

  @Override
  public void decoding(int lane, long seq) {
    say(
        FromWorker.newBuilder()
            .setDecoding(
                Decoding.newBuilder().setLane(lane).setSeq(seq).setThread(NativeThread.id()))
            .build());
  }

  @Override
  public void decoded(int lane, long seq) {
    say(FromWorker.newBuilder().setDecoded(Decoded.newBuilder().setLane(lane).setSeq(seq)).build());
  }

  @Override
  public void busy(int lane) {
    say(FromWorker.newBuilder().setBusy(Busy.newBuilder().setLane(lane)).build());
  }

  @Override
  public void found(int lane, Finding finding) throws InterruptedException {
    FromWorker message = FindingMessages.toMessage(lane, finding);
    outbox.keep(FindingMessages.id(lane, finding), message);
    say(message);
  }

  @Override
  public void report(LaneReport report) {
    say(FromWorker.newBuilder().setLaneReport(report).build());
  }

  @Override
  public void closed(int lane) {
    say(FromWorker.newBuilder().setLaneClosed(LaneClosed.newBuilder().setLane(lane)).build());
  }

  /** The last line is what the engine tells of the end; by the thread it knows the lane. */
  @Override
  public void failed(int lane, Throwable cause) {
    try {
      LOG.error(
          "lane {} failed, so this worker ends: {}, tid={}",
          lane,
          cause.toString().lines().findFirst().orElse(""),
          NativeThread.id());
    } finally {
      Runtime.getRuntime().halt(DEFECT);
    }
  }

  private void sayAlive() {
    try {
      while (true) {
        Thread.sleep(ALIVE_MILLIS);
        Alive alive = Alive.newBuilder().setResidentBytes(ResidentSet.ofProcess(pid)).build();
        say(FromWorker.newBuilder().setAlive(alive).build());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What is lost here is either kept in the outbox or means nothing to the next connection. */
  private void say(FromWorker message) {
    FrameChannel channel = control;
    if (channel == null) {
      return;
    }
    try {
      channel.send(message);
    } catch (IOException e) {
      channel.close();
    }
  }

  private static Model message(ModelInfo model) {
    return Model.newBuilder()
        .setName(model.name())
        .setSha256(model.sha256())
        .setOutputShape(model.outputShape())
        .build();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
