package org.gatehouse.analytics.protocol.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.gatehouse.analytics.messages.Decoded;
import org.gatehouse.analytics.messages.Decoding;
import org.gatehouse.analytics.messages.FromWorker;
import org.gatehouse.analytics.messages.Hello;
import org.gatehouse.analytics.messages.LaneClosed;
import org.gatehouse.analytics.messages.LaneOpened;
import org.gatehouse.analytics.messages.MediaUnit;
import org.gatehouse.analytics.messages.Passage;
import org.gatehouse.analytics.messages.Plate;
import org.gatehouse.analytics.messages.Role;
import org.gatehouse.analytics.messages.Stage;
import org.gatehouse.analytics.messages.ToWorker;
import org.gatehouse.analytics.protocol.wire.ByteWire;
import org.gatehouse.analytics.protocol.wire.FrameChannel;

/** A worker's end of its connections: opens and closes lanes, and decodes when a test says so. */
final class WiredWorker {
  final BlockingQueue<MediaUnit> units = new LinkedBlockingQueue<>();

  private final BlockingQueue<byte[]> said = new LinkedBlockingQueue<>();
  private final WorkerHost.Events events;
  private final WorkerSession session;
  private final Control control = new Control();
  private final Media media = new Media();

  WiredWorker(WorkerHost.Events events, WorkerSession session) {
    this.events = events;
    this.session = session;
  }

  WiredWorker connect() {
    connect(Role.ROLE_CONTROL, control);
    connect(Role.ROLE_MEDIA, media);
    return this;
  }

  /** As a process does: its connections end with it. */
  void die() {
    session.body.kill();
    control.close();
    media.close();
  }

  private void connect(Role role, ByteWire wire) {
    Hello hello = Hello.newBuilder().setRole(role).build();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                events.connected(session, hello, new FrameChannel(wire));
              } catch (IOException e) {
                throw new AssertionError(e);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  void decoding(MediaUnit unit) {
    say(
        FromWorker.newBuilder()
            .setDecoding(Decoding.newBuilder().setLane(unit.getLane()).setSeq(unit.getSeq())));
  }

  void decoded(MediaUnit unit) {
    say(
        FromWorker.newBuilder()
            .setDecoded(Decoded.newBuilder().setLane(unit.getLane()).setSeq(unit.getSeq())));
  }

  void passage(MediaUnit unit, String plate) {
    say(
        FromWorker.newBuilder()
            .setPassage(
                Passage.newBuilder()
                    .setLane(unit.getLane())
                    .setId(plate)
                    .setPassage(plate + session.number)
                    .setStage(Stage.STAGE_FINALIZED)
                    .setStartMicros(unit.getEpochMicros())
                    .setDecidedMicros(unit.getEpochMicros())
                    .setEndMicros(unit.getEpochMicros())
                    .setPlate(Plate.newBuilder().setText(plate))));
  }

  private void say(FromWorker.Builder message) {
    said.add(message.build().toByteArray());
  }

  private final class Control implements ByteWire {
    @Override
    public int read(ByteBuffer into) throws IOException {
      try {
        byte[] message = said.take();
        into.putInt(message.length).put(message);
        return message.length == 0 ? -1 : Integer.BYTES + message.length;
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
      byte[] frame = new byte[bytes.getInt()];
      bytes.get(frame);
      ToWorker message = ToWorker.parseFrom(frame);
      if (message.hasOpenLane()) {
        int lane = message.getOpenLane().getLane();
        say(FromWorker.newBuilder().setLaneOpened(LaneOpened.newBuilder().setLane(lane)));
      }
      if (message.hasCloseLane()) {
        int lane = message.getCloseLane().getLane();
        say(FromWorker.newBuilder().setLaneClosed(LaneClosed.newBuilder().setLane(lane)));
      }
      if (message.hasShutdown()) {
        die();
      }
    }

    @Override
    public void close() {
      said.add(new byte[0]);
    }
  }

  private final class Media implements ByteWire {
    private final BlockingQueue<Boolean> closed = new LinkedBlockingQueue<>();

    @Override
    public int read(ByteBuffer into) throws IOException {
      try {
        closed.take();
        return -1;
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
      byte[] frame = new byte[bytes.getInt()];
      bytes.get(frame);
      units.add(MediaUnit.parseFrom(frame));
    }

    @Override
    public void close() {
      closed.add(true);
    }
  }
}
