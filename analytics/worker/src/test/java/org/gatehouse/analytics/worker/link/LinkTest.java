package org.gatehouse.analytics.worker.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gatehouse.analytics.messages.Ack;
import org.gatehouse.analytics.messages.CloseLane;
import org.gatehouse.analytics.messages.FromWorker;
import org.gatehouse.analytics.messages.Hello;
import org.gatehouse.analytics.messages.Kind;
import org.gatehouse.analytics.messages.OpenLane;
import org.gatehouse.analytics.messages.Role;
import org.gatehouse.analytics.messages.Shutdown;
import org.gatehouse.analytics.messages.ToWorker;
import org.gatehouse.analytics.messages.Welcome;
import org.gatehouse.analytics.protocol.wire.FrameChannel;
import org.gatehouse.analytics.protocol.wire.MediaMessages;
import org.gatehouse.analytics.protocol.wire.Protocol;
import org.gatehouse.analytics.worker.FakeAnalyzers;
import org.gatehouse.analytics.worker.TestVideo;
import org.gatehouse.analytics.worker.decode.LaneDecoder;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.time.Ticker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The worker's end against a test that plays the engine. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class LinkTest {
  private static final long START = 1_700_000_000_000_000L;
  private @TempDir Path temp = Path.of("");
  private ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);

  LinkTest() throws IOException {}

  @BeforeEach
  void bind() throws Exception {
    LaneDecoder.preload();
    server.bind(UnixDomainSocketAddress.of(socket()));
  }

  @AfterEach
  void close() throws Exception {
    server.close();
  }

  @Test
  void findingThatWasNotAcknowledged_isSaidAgainAfterAReconnectUntilItIs() throws Exception {
    Thread worker = startWorker();
    List<AccessUnit> video = TestVideo.encode(10, START);
    String first;
    try (FrameChannel control = accept(Role.ROLE_CONTROL);
        FrameChannel media = accept(Role.ROLE_MEDIA)) {
      control.send(open());
      until(control, FromWorker.BodyCase.LANE_OPENED);
      for (int i = 0; i < video.size(); i++) {
        media.send(MediaMessages.toMessage(1, i, video.get(i), i == 0));
        until(control, FromWorker.BodyCase.DECODED);
      }
      control.send(ToWorker.newBuilder().setCloseLane(CloseLane.newBuilder().setLane(1)).build());
      first = until(control, FromWorker.BodyCase.PASSAGE).getPassage().getId();
      until(control, FromWorker.BodyCase.LANE_CLOSED);
    }
    try (FrameChannel control = accept(Role.ROLE_CONTROL);
        FrameChannel media = accept(Role.ROLE_MEDIA)) {
      assertThat(media).isNotNull();
      assertThat(until(control, FromWorker.BodyCase.PASSAGE).getPassage().getId()).isEqualTo(first);
      control.send(ToWorker.newBuilder().setAck(Ack.newBuilder().setFinding(first)).build());
      control.send(ToWorker.newBuilder().setAck(Ack.newBuilder().setFinding("1/END")).build());
      control.send(ToWorker.newBuilder().setCloseLane(CloseLane.newBuilder().setLane(9)).build());
      until(control, FromWorker.BodyCase.LANE_CLOSED);
    }
    try (FrameChannel control = accept(Role.ROLE_CONTROL);
        FrameChannel media = accept(Role.ROLE_MEDIA)) {
      assertThat(media).isNotNull();
      control.send(ToWorker.newBuilder().setCloseLane(CloseLane.newBuilder().setLane(9)).build());
      FromWorker next = receive(control);
      while (next.hasAlive()) {
        next = receive(control);
      }
      assertThat(next.hasLaneClosed()).isTrue();
      control.send(ToWorker.newBuilder().setShutdown(Shutdown.getDefaultInstance()).build());
      worker.join();
    }
  }

  @Test
  void engineIsGone_runReturns() throws Exception {
    Thread worker = startWorker();
    FrameChannel control = accept(Role.ROLE_CONTROL);
    FrameChannel media = accept(Role.ROLE_MEDIA);
    server.close();
    control.close();
    media.close();
    worker.join();
    assertThat(worker.isAlive()).isFalse();
  }

  private Thread startWorker() {
    Link link = new Link(socket(), "secret", new FakeAnalyzers(), Ticker.system());
    return Thread.ofPlatform().daemon().start(link::run);
  }

  private Path socket() {
    return temp.resolve("engine.sock");
  }

  private FrameChannel accept(Role role) throws IOException {
    FrameChannel channel = new FrameChannel(server.accept());
    Hello hello = receive(channel).getHello();
    assertThat(hello.getToken()).isEqualTo("secret");
    assertThat(hello.getProtocolVersion()).isEqualTo(Protocol.VERSION);
    assertThat(hello.getRole()).isEqualTo(role);
    assertThat(hello.getModelsCount()).isEqualTo(role == Role.ROLE_CONTROL ? 1 : 0);
    channel.send(
        ToWorker.newBuilder().setWelcome(Welcome.newBuilder().setProtocolVersion(1)).build());
    return channel;
  }

  private static ToWorker open() {
    return ToWorker.newBuilder()
        .setOpenLane(
            OpenLane.newBuilder().setLane(1).setStream("gate/main").setKind(Kind.KIND_VEHICLE))
        .build();
  }

  private static FromWorker until(FrameChannel control, FromWorker.BodyCase wanted)
      throws IOException {
    while (true) {
      FromWorker message = receive(control);
      if (message.getBodyCase() == wanted) {
        return message;
      }
    }
  }

  private static FromWorker receive(FrameChannel channel) throws IOException {
    FromWorker message = channel.receive(FromWorker.parser());
    if (message == null) {
      throw new AssertionError("the worker hung up");
    }
    return message;
  }
}
