package org.gatehouse.analytics.protocol.engine;

import com.google.protobuf.ByteString;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Timer;
import java.util.TimerTask;
import org.gatehouse.analytics.messages.Alive;
import org.gatehouse.analytics.messages.Decoded;
import org.gatehouse.analytics.messages.Decoding;
import org.gatehouse.analytics.messages.Face;
import org.gatehouse.analytics.messages.FromWorker;
import org.gatehouse.analytics.messages.Hello;
import org.gatehouse.analytics.messages.LaneClosed;
import org.gatehouse.analytics.messages.LaneOpened;
import org.gatehouse.analytics.messages.MediaUnit;
import org.gatehouse.analytics.messages.Model;
import org.gatehouse.analytics.messages.Passage;
import org.gatehouse.analytics.messages.Plate;
import org.gatehouse.analytics.messages.Role;
import org.gatehouse.analytics.messages.ToWorker;
import org.gatehouse.analytics.protocol.wire.FrameChannel;
import org.gatehouse.analytics.protocol.wire.Protocol;

/**
 * A worker process without eyes: the text of an access unit says what to do. {@code poison} dies in
 * the decoder, {@code die} dies after it, {@code plate X} reports a passage, {@code no plate} one
 * without a plate, {@code grow} makes it tell of a gigabyte, {@code twice X} says it twice, {@code
 * face} reports a face; all else is decoded and no more.
 */
final class ScriptedWorker {
  private final FrameChannel control;
  private final FrameChannel media;
  private final String token;
  private volatile long resident = 1 << 20;

  private ScriptedWorker(Path socket, String token) throws IOException {
    this.token = token;
    control = FrameChannel.connect(socket);
    media = FrameChannel.connect(socket);
  }

  /** Arguments: {@code worker --socket FILE}. */
  public static void main(String[] args) throws IOException {
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    new ScriptedWorker(Path.of(args[2]), input.readLine()).run();
  }

  private void run() throws IOException {
    greet(control, Role.ROLE_CONTROL);
    greet(media, Role.ROLE_MEDIA);
    Thread.ofPlatform().daemon().start(this::readControl);
    new Timer(true).schedule(new AliveTask(), 0, 1000);
    for (MediaUnit unit = media.receive(MediaUnit.parser());
        unit != null;
        unit = media.receive(MediaUnit.parser())) {
      play(unit);
    }
    Runtime.getRuntime().halt(0);
  }

  private final class AliveTask extends TimerTask {
    @Override
    public void run() {
      try {
        Alive alive = Alive.newBuilder().setResidentBytes(resident).build();
        control.send(FromWorker.newBuilder().setAlive(alive).build());
      } catch (IOException e) {
        Runtime.getRuntime().halt(1);
      }
    }
  }

  private void greet(FrameChannel channel, Role role) throws IOException {
    channel.send(
        FromWorker.newBuilder()
            .setHello(
                Hello.newBuilder()
                    .setProtocolVersion(Protocol.VERSION)
                    .setRole(role)
                    .setToken(token)
                    .addModels(Model.newBuilder().setName("none").setSha256("00")))
            .build());
    channel.receive(ToWorker.parser());
  }

  private void readControl() {
    try {
      for (ToWorker message = control.receive(ToWorker.parser());
          message != null && !message.hasShutdown();
          message = control.receive(ToWorker.parser())) {
        if (message.hasOpenLane()) {
          control.send(
              FromWorker.newBuilder()
                  .setLaneOpened(LaneOpened.newBuilder().setLane(message.getOpenLane().getLane()))
                  .build());
        }
        if (message.hasCloseLane()) {
          int lane = message.getCloseLane().getLane();
          passage(lane, "LAST");
          control.send(
              FromWorker.newBuilder().setLaneClosed(LaneClosed.newBuilder().setLane(lane)).build());
        }
      }
    } catch (IOException e) {
      Runtime.getRuntime().halt(1);
    }
    Runtime.getRuntime().halt(0);
  }

  private void play(MediaUnit unit) throws IOException {
    int lane = unit.getLane();
    String text = unit.getPayload().toStringUtf8();
    control.send(
        FromWorker.newBuilder()
            .setDecoding(Decoding.newBuilder().setLane(lane).setSeq(unit.getSeq()))
            .build());
    if (text.equals("poison")) {
      Runtime.getRuntime().halt(42);
    }
    control.send(
        FromWorker.newBuilder()
            .setDecoded(Decoded.newBuilder().setLane(lane).setSeq(unit.getSeq()))
            .build());
    if (text.equals("grow")) {
      resident = 1 << 30;
    }
    if (text.equals("die")) {
      Runtime.getRuntime().halt(43);
    }
    if (text.startsWith("plate ")) {
      passage(lane, text.substring(6));
    }
    if (text.equals("no plate")) {
      control.send(
          FromWorker.newBuilder()
              .setPassage(Passage.newBuilder().setLane(lane).setId("n1").setPassage("p1"))
              .build());
    }
    if (text.startsWith("twice ")) {
      passage(lane, text.substring(6));
      passage(lane, text.substring(6));
    }
    if (text.equals("face")) {
      control.send(
          FromWorker.newBuilder()
              .setFace(
                  Face.newBuilder()
                      .setLane(lane)
                      .setId("face" + unit.getSeq())
                      .setCropJpeg(ByteString.copyFromUtf8("jpeg")))
              .build());
    }
  }

  private void passage(int lane, String text) throws IOException {
    control.send(
        FromWorker.newBuilder()
            .setPassage(
                Passage.newBuilder()
                    .setLane(lane)
                    .setId(text)
                    .setPassage(text)
                    .setPlate(Plate.newBuilder().setText(text)))
            .build());
  }
}
