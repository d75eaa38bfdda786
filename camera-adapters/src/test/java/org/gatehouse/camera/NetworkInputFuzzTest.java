package org.gatehouse.camera;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.gatehouse.camera.payload.PayloadFormats;
import org.gatehouse.camera.rtp.CodedPicture;
import org.gatehouse.camera.rtp.RtcpReader;
import org.gatehouse.camera.rtp.RtpPacket;
import org.gatehouse.camera.rtp.SequenceTracker;
import org.gatehouse.camera.rtp.h264.H264Depacketizer;
import org.gatehouse.camera.rtp.h264.ParameterTracker;
import org.gatehouse.camera.rtp.h264.Sps;
import org.gatehouse.camera.rtp.nal.AnnexB;
import org.gatehouse.camera.rtsp.RtspFormatException;
import org.gatehouse.camera.rtsp.RtspMessage;
import org.gatehouse.camera.rtsp.RtspStreamParser;
import org.gatehouse.camera.rtsp.RtspStreamReader;
import org.gatehouse.camera.rtsp.SessionHeader;
import org.gatehouse.camera.rtsp.TransportHeader;
import org.gatehouse.camera.rtsp.auth.Authorizer;
import org.gatehouse.camera.rtsp.auth.Challenge;
import org.gatehouse.camera.rtsp.auth.Credentials;
import org.gatehouse.camera.sdp.ControlUrls;
import org.gatehouse.camera.sdp.MediaChoice;
import org.gatehouse.camera.sdp.SessionDescription;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.media.StreamMemory;

/**
 * Everything that reads what a camera sends, fed with anything. A normal run replays the committed
 * inputs; JAZZER_FUZZ=1 searches for new ones.
 */
class NetworkInputFuzzTest {
  private static final Credentials CREDENTIALS = new Credentials("u", Secret.of("p"));

  /** Looks at everything a session would look at. */
  private static final class Reader implements RtspStreamParser.Sink {
    private final StringBuilder notes = new StringBuilder();

    @Override
    public void interleaved(int channel, ByteBuf data, int index, int length) {
      assertThat(index + length).isLessThanOrEqualTo(data.writerIndex());
      notes.append('$').append(channel).append(' ').append(length).append('\n');
    }

    @Override
    public void message(RtspMessage message) {
      notes.append(message).append(message.headers()).append(message.body().length).append('\n');
      message.headers().all("Session").forEach(SessionHeader::parse);
      message.headers().all("Transport").forEach(value -> TransportHeader.parse(value, 0));
      List<Challenge> challenges = Challenge.parse(message.headers().all("WWW-Authenticate"));
      Authorizer authorizer = Authorizer.answer(challenges, CREDENTIALS, () -> "n");
      if (authorizer != null) {
        assertThat(authorizer.authorize("PLAY", "rtsp://h/")).isNotEmpty();
      }
    }
  }

  @FuzzTest
  void stream(byte[] data) {
    String whole = parse(data, data.length);
    assertThat(parse(data, 1)).isEqualTo(whole);
    assertThat(parse(data, 7)).isEqualTo(whole);
  }

  private static String parse(byte[] data, int step) {
    Reader reader = new Reader();
    ByteBuf socket = Unpooled.buffer(step);
    try (RtspStreamReader stream = new RtspStreamReader(reader, UnpooledByteBufAllocator.DEFAULT)) {
      for (int at = 0; at < data.length; at += step) {
        socket.clear().writeBytes(data, at, Math.min(step, data.length - at));
        stream.read(socket);
      }
    } catch (RtspFormatException e) {
      reader.notes.append("given up");
    } finally {
      socket.release();
    }
    return reader.notes.toString();
  }

  @FuzzTest
  void sdp(byte[] data) {
    SessionDescription description = SessionDescription.parse(data);
    MediaChoice choice = MediaChoice.of(description);
    String base = ControlUrls.base(description.attribute("control"), "rtsp://h/");
    if (choice.video() != null) {
      assertThat(ControlUrls.join(base, choice.video().control())).isNotEmpty();
      PayloadFormats.video(choice.video(), StreamMemory.heap(), picture -> {});
    }
    if (choice.audio() != null) {
      assertThat(choice.audio().clockRate()).isPositive();
      assertThat(choice.audio().channels()).isPositive();
      PayloadFormats.audio(choice.audio(), audio -> {});
    }
    ControlUrls.base(new String(data, StandardCharsets.UTF_8), "rtsp://h/");
  }

  /** Packets behind two bytes of length each. */
  @FuzzTest
  void packets(byte[] data) {
    RtpPacket packet = new RtpPacket();
    SequenceTracker sequence = new SequenceTracker();
    H264Depacketizer depacketizer =
        new H264Depacketizer(
            new ParameterTracker(), StreamMemory.heap(), NetworkInputFuzzTest::checkPicture);
    ByteBuf in = Unpooled.wrappedBuffer(data);
    for (int at = 0; at + 2 <= data.length; ) {
      int length = Math.min(in.getUnsignedShort(at), data.length - at - 2);
      RtcpReader.read(in, at + 2, length, new Ignore());
      if (packet.read(in, at + 2, length)) {
        int lost = sequence.next(packet.sequence());
        if (lost != SequenceTracker.REPEATED) {
          depacketizer.packet(in, packet, lost, at);
        }
      }
      at += 2 + length;
    }
  }

  /** The lengths in front of the NAL units must add up to the payload. */
  private static void checkPicture(CodedPicture picture) {
    ByteBuf payload = Unpooled.wrappedBuffer(picture.payload().copy());
    while (payload.isReadable()) {
      int length = payload.readInt();
      assertThat(length).isPositive();
      payload.skipBytes(length);
    }
  }

  private static final class Ignore implements RtcpReader.Sink {
    @Override
    public void senderReport(int ssrc, long ntp, int timestamp) {}

    @Override
    public void bye(int ssrc) {}
  }

  @FuzzTest
  void parameterSets(byte[] data) {
    Sps sps = Sps.parse(data);
    if (sps != null) {
      assertThat(sps.width()).isBetween(1, 16_384);
      assertThat(sps.height()).isBetween(1, 16_384);
    }
    assertThat(AnnexB.split(data, 0, data.length)).allMatch(nal -> nal.length > 0);
  }
}
