package org.gatehouse.camera.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.gatehouse.camera.rtp.ReorderBuffer;
import org.gatehouse.camera.rtp.RtcpReader;
import org.gatehouse.camera.rtsp.RtspFormatException;
import org.gatehouse.camera.rtsp.RtspMessage;
import org.gatehouse.camera.rtsp.RtspStreamParser;
import org.gatehouse.camera.rtsp.RtspStreamReader;
import org.gatehouse.camera.rtsp.SessionHeader;
import org.gatehouse.camera.rtsp.TransportHeader;
import org.gatehouse.camera.rtsp.auth.Authorizer;
import org.gatehouse.camera.rtsp.auth.Challenge;
import org.gatehouse.camera.rtsp.auth.Credentials;
import org.gatehouse.contract.camera.CameraFault;
import org.gatehouse.contract.camera.CameraNotice;
import org.gatehouse.contract.camera.Transport;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.media.StreamMemory;

/**
 * What a session reads, layer by layer and as a whole, fed with anything. A normal run replays the
 * committed inputs; JAZZER_FUZZ=1 searches for new ones.
 */
class SessionFuzzTest {
  private static final Credentials CREDENTIALS = new Credentials("u", Secret.of("hunter2"));
  private static final int HEADER = 12;

  /** Each line is one WWW-Authenticate header. */
  @FuzzTest
  void challenge(byte[] data) {
    List<String> headers = new String(data, StandardCharsets.UTF_8).lines().toList();
    List<Challenge> challenges = Challenge.parse(headers);
    challenges.forEach(challenge -> assertThat(challenge.parameter("no\nname")).isEmpty());
    Authorizer authorizer = Authorizer.answer(challenges, CREDENTIALS, () -> "n");
    if (authorizer != null) {
      String answer = authorizer.authorize("PLAY", "rtsp://h/");
      assertThat(answer).isNotEmpty().doesNotContain("hunter2").doesNotContain("\r", "\n");
    }
  }

  @FuzzTest
  void headers(byte[] data) {
    String text = new String(data, StandardCharsets.UTF_8);
    TransportHeader transport = TransportHeader.parse(text, 0);
    assertThat(transport.rtpChannel()).isBetween(0, 255);
    assertThat(transport.rtcpChannel()).isBetween(0, 255);
    assertThat(transport.serverPort()).isBetween(0, 65_534);
    assertThat(transport.clientPort()).isBetween(0, 65_534);
    assertThat(transport.groupPort()).isBetween(0, 65_534);
    assertThat(SessionHeader.parse(text).timeoutSeconds()).isPositive();
  }

  @FuzzTest
  void rtcp(byte[] data) {
    List<Integer> senders = new ArrayList<>();
    RtcpReader.read(
        Unpooled.wrappedBuffer(data),
        0,
        data.length,
        new RtcpReader.Sink() {
          @Override
          public void senderReport(int ssrc, long ntp, int timestamp) {
            senders.add(ssrc);
          }

          @Override
          public void bye(int ssrc) {
            senders.add(ssrc);
          }
        });
    assertThat(senders.size()).isLessThanOrEqualTo(data.length / 8);
  }

  /** Per packet its number in two bytes, its length, and milliseconds since the one before. */
  @FuzzTest
  void reorder(byte[] data) {
    List<Integer> out = new ArrayList<>();
    ReorderBuffer buffer =
        new ReorderBuffer(
            (packet, index, length, nanos) -> out.add(packet.getUnsignedShort(index + 2)));
    ByteBuf in = Unpooled.wrappedBuffer(data);
    long nanos = 0;
    long whole = 0;
    while (in.readableBytes() >= 4) {
      ByteBuf packet = Unpooled.buffer().writeShort(0x8060).writeShort(in.readUnsignedShort());
      int length = in.readUnsignedByte();
      packet.writeZero(length);
      nanos += in.readUnsignedByte() * 1_000_000L;
      whole += length + 4 >= HEADER ? 1 : 0;
      buffer.packet(packet, 0, length + 4, nanos);
      assertThat(buffer.waiting()).isBetween(0, ReorderBuffer.MOST_PACKETS);
    }
    assertThat(out.size() + buffer.dropped() + buffer.waiting()).isEqualTo(whole);
    for (int i = 1; i < out.size(); i++) {
      assertThat(out.get(i)).isNotEqualTo(out.get(i - 1));
    }
  }

  /** Frames with their length in two bytes and their channel arrive, however they are cut. */
  @FuzzTest
  void interleaved(byte[] data) throws RtspFormatException {
    ByteBuf in = Unpooled.wrappedBuffer(data);
    ByteBuf stream = Unpooled.buffer();
    List<String> sent = new ArrayList<>();
    while (in.readableBytes() >= 3) {
      int length = Math.min(in.readUnsignedShort(), in.readableBytes() - 1);
      int channel = in.readUnsignedByte();
      ByteBuf frame = in.readSlice(length);
      sent.add(note(channel, frame, frame.readerIndex(), length));
      stream.writeByte('$').writeByte(channel).writeShort(length).writeBytes(frame);
    }
    for (int step : new int[] {1, 5, 1460}) {
      assertThat(frames(stream.duplicate(), step)).isEqualTo(sent);
    }
  }

  private static String note(int channel, ByteBuf data, int index, int length) {
    return channel + " " + data.toString(index, length, StandardCharsets.ISO_8859_1);
  }

  private static List<String> frames(ByteBuf stream, int step) throws RtspFormatException {
    List<String> frames = new ArrayList<>();
    RtspStreamParser.Sink sink =
        new RtspStreamParser.Sink() {
          @Override
          public void interleaved(int channel, ByteBuf data, int index, int length) {
            frames.add(note(channel, data, index, length));
          }

          @Override
          public void message(RtspMessage message) {
            throw new AssertionError("a message out of frames");
          }
        };
    try (RtspStreamReader reader = new RtspStreamReader(sink, UnpooledByteBufAllocator.DEFAULT)) {
      while (stream.isReadable()) {
        reader.read(
            Unpooled.copiedBuffer(stream.readSlice(Math.min(step, stream.readableBytes()))));
      }
    }
    return frames;
  }

  /** The whole client against a camera that says this, then lets time pass, then goes. */
  @FuzzTest
  void conversation(byte[] data) {
    VirtualTicker ticker = new VirtualTicker();
    EmbeddedChannel channel = new EmbeddedChannel();
    channel.freezeTime();
    Ends ends = new Ends();
    SessionTerms terms =
        new SessionTerms(
            StreamId.main(new CameraId("gate")),
            "rtsp://cam/s",
            CREDENTIALS,
            true,
            Set.of(),
            new TransportOrder(Transport.AUTO, false, null),
            SessionTimings.standard());
    SessionResources resources =
        new SessionResources(ticker, new WallClock(ticker), new Bootstrap());
    Conversation conversation = new Conversation(channel, terms, resources, ends);
    channel.pipeline().addLast(new ConversationHandler(conversation, channel.alloc()));
    conversation.start();
    for (int at = 0; at < data.length && channel.isActive(); at += 512) {
      channel.writeInbound(Unpooled.copiedBuffer(data, at, Math.min(512, data.length - at)));
    }
    for (int i = 0; i < 60; i++) {
      ticker.advanceMillis(500);
      channel.advanceTimeBy(500, TimeUnit.MILLISECONDS);
      channel.runScheduledPendingTasks();
    }
    channel.finishAndReleaseAll();
    assertThat(ends.count).isEqualTo(1);
    assertThat(ends.told).doesNotContain("internal error").doesNotContain("hunter2");
  }

  /** Counts how often the session was told its end. */
  private static final class Ends implements Conversation.Events {
    private int count;
    private String told = "";

    @Override
    public StreamMemory memory() {
      return StreamMemory.heap();
    }

    @Override
    public void playing() {}

    @Override
    public void accessUnit(AccessUnit unit) {
      assertThat(unit.payload().length()).isPositive();
    }

    @Override
    public void notice(CameraNotice notice) {}

    @Override
    public void traffic(long bytes, long lostPackets) {
      assertThat(bytes).isNotNegative();
      assertThat(lostPackets).isNotNegative();
    }

    @Override
    public void garbage(long bytes) {
      assertThat(bytes).isPositive();
    }

    @Override
    public void clock(long cameraMinusServerMicros) {}

    @Override
    public void refusedLogin() {}

    @Override
    public void worked(LowerTransport transport) {}

    @Override
    public void moved(String location) {
      count++;
    }

    @Override
    public void again() {
      count++;
    }

    @Override
    public void ended(CameraFault fault) {
      count++;
      told = fault.toString();
    }
  }
}
