package org.gatehouse.bench.delivery;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import org.gatehouse.analytics.messages.Alive;
import org.gatehouse.analytics.messages.FromWorker;
import org.gatehouse.analytics.messages.Hello;
import org.gatehouse.analytics.messages.LaneClosed;
import org.gatehouse.analytics.messages.LaneOpened;
import org.gatehouse.analytics.messages.MediaUnit;
import org.gatehouse.analytics.messages.Model;
import org.gatehouse.analytics.messages.Role;
import org.gatehouse.analytics.messages.ToWorker;
import org.gatehouse.analytics.protocol.wire.FrameChannel;
import org.gatehouse.analytics.protocol.wire.Protocol;

/** One engine that takes the generator for a worker, until it ends. Any thread may submit. */
public final class EngineLink {
  private static final long ALIVE_MILLIS = 1000;

  private final Offers.Offer offer;
  private final int cameras;
  private final Watcher watcher;
  private final Map<String, Integer> lanes = new ConcurrentHashMap<>();
  private final FrameChannel control;
  private final FrameChannel media;
  private volatile boolean ended;

  /** What is told of it, on its own thread. */
  public interface Watcher {
    /** All lanes are open. */
    void ready(EngineLink link);

    void acknowledged(String finding);

    void ended(EngineLink link);
  }

  /** Connects. */
  public EngineLink(Offers.Offer offer, int cameras, Watcher watcher) throws IOException {
    this.offer = offer;
    this.cameras = cameras;
    this.watcher = watcher;
    control = FrameChannel.connect(offer.socket());
    media = FrameChannel.connect(offer.socket());
  }

  /** Listens on a thread of its own until the engine ends. */
  public void start() {
    Thread.ofVirtual().start(() -> untilEnded(this::serve));
    Thread.ofVirtual().start(() -> untilEnded(this::sayAlive));
  }

  boolean ended() {
    return ended;
  }

  /** Submits; false if the engine is gone. */
  boolean submit(Submission submission, ByteString picture) {
    String camera = Submission.camera(submission.serial(), cameras);
    return submit(camera, lane -> submission.message(lane, picture));
  }

  /**
   * Tells the engine something of a camera; false if it is gone.
   *
   * @param message what is told, by the number of the camera's lane
   */
  public boolean submit(String camera, IntFunction<FromWorker> message) {
    Integer lane = lanes.get(camera);
    if (lane == null) {
      return false;
    }
    try {
      control.send(message.apply(lane));
      return true;
    } catch (IOException e) {
      end();
      return false;
    }
  }

  private void untilEnded(Conversation conversation) {
    try {
      conversation.run();
    } catch (IOException e) {
      // The engine was killed, which is what this is for.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      end();
    }
  }

  private void serve() throws IOException {
    greet(control, Role.ROLE_CONTROL);
    greet(media, Role.ROLE_MEDIA);
    Thread.ofVirtual().start(() -> untilEnded(this::dropMedia));
    for (ToWorker message = control.receive(ToWorker.parser());
        message != null;
        message = control.receive(ToWorker.parser())) {
      hear(message);
    }
  }

  private void hear(ToWorker message) {
    switch (message.getBodyCase()) {
      case OPEN_LANE -> {
        int lane = message.getOpenLane().getLane();
        say(FromWorker.newBuilder().setLaneOpened(LaneOpened.newBuilder().setLane(lane)).build());
        String stream = message.getOpenLane().getStream();
        lanes.put(stream.substring(0, stream.indexOf('/')), lane);
        if (lanes.size() == cameras) {
          watcher.ready(this);
        }
      }
      case CLOSE_LANE -> {
        int lane = message.getCloseLane().getLane();
        say(FromWorker.newBuilder().setLaneClosed(LaneClosed.newBuilder().setLane(lane)).build());
      }
      case ACK -> watcher.acknowledged(message.getAck().getFinding());
      case SHUTDOWN -> end();
      case BUDGET, WELCOME, BODY_NOT_SET -> {
        // Nothing to do.
      }
    }
  }

  private void dropMedia() throws IOException {
    while (media.receive(MediaUnit.parser()) != null) {
      // The generator sees nothing.
    }
  }

  private void sayAlive() throws InterruptedException {
    FromWorker alive = FromWorker.newBuilder().setAlive(Alive.getDefaultInstance()).build();
    while (!ended) {
      Thread.sleep(ALIVE_MILLIS);
      say(alive);
    }
  }

  private void say(FromWorker message) {
    try {
      control.send(message);
    } catch (IOException e) {
      end();
    }
  }

  private void greet(FrameChannel channel, Role role) throws IOException {
    Hello.Builder hello =
        Hello.newBuilder()
            .setProtocolVersion(Protocol.VERSION)
            .setRole(role)
            .setToken(offer.token())
            .setPid(ProcessHandle.current().pid());
    if (role == Role.ROLE_CONTROL) {
      hello.addModels(Model.newBuilder().setName("generator").setSha256("none"));
    }
    channel.send(FromWorker.newBuilder().setHello(hello).build());
    ToWorker answer = channel.receive(ToWorker.parser());
    if (answer == null || !answer.getWelcome().getRefusal().isEmpty()) {
      throw new IOException("the engine does not want a worker");
    }
  }

  private void end() {
    boolean first = !ended;
    ended = true;
    control.close();
    media.close();
    if (first) {
      watcher.ended(this);
    }
  }

  @FunctionalInterface
  private interface Conversation {
    void run() throws IOException, InterruptedException;
  }
}
