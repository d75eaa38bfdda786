package org.gatehouse.camera.rtp.audio;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.function.Consumer;
import org.gatehouse.camera.rtp.CodedAudio;
import org.gatehouse.camera.rtp.Depacketizer;
import org.gatehouse.camera.rtp.RtpPacket;
import org.gatehouse.contract.media.AudioCodec;
import org.gatehouse.contract.media.AudioFormat;

/**
 * Audio whose packets each hold one whole piece and nothing else: G.711 samples, RFC 3551 §4.5.14,
 * or an Opus packet, RFC 7587 §4.2. Not thread-safe.
 */
public final class PacketAudio implements Depacketizer {
  private static final byte[] NO_CONFIG = {};
  private static final int OPUS_CLOCK_RATE = 48_000;
  private static final int OPUS_CHANNELS = 2;

  /** Tells how long a payload sounds, in ticks; 0 if it cannot be played. */
  private interface Duration {
    int ticks(byte[] payload);
  }

  private final AudioFormat format;
  private final Duration duration;
  private final Consumer<CodedAudio> output;
  private long malformedPackets;

  private PacketAudio(AudioFormat format, Duration duration, Consumer<CodedAudio> output) {
    this.format = format;
    this.duration = duration;
    this.output = output;
  }

  /** G.711: a byte is a sample of one channel. Packets may be of any length. */
  public static PacketAudio g711(
      AudioCodec law, int clockRate, int channels, Consumer<CodedAudio> output) {
    return new PacketAudio(
        new AudioFormat(law, clockRate, channels, NO_CONFIG),
        payload -> payload.length / channels,
        output);
  }

  /**
   * Opus, whose clock is 48 kHz and which may be decoded to two channels whatever the description
   * says, RFC 7587 §7.
   */
  public static PacketAudio opus(Consumer<CodedAudio> output) {
    return new PacketAudio(
        new AudioFormat(AudioCodec.OPUS, OPUS_CLOCK_RATE, OPUS_CHANNELS, NO_CONFIG),
        OpusDuration::ticks,
        output);
  }

  @Override
  public void packet(ByteBuf data, RtpPacket packet, int lostBefore, long arrivalNanos) {
    byte[] payload = ByteBufUtil.getBytes(data, packet.payloadIndex(), packet.payloadLength());
    int ticks = duration.ticks(payload);
    if (ticks > 0) {
      output.accept(new CodedAudio(format, packet.timestamp(), arrivalNanos, ticks, payload));
    } else if (payload.length > 0) {
      malformedPackets++;
    }
  }

  @Override
  public long damaged() {
    return 0;
  }

  @Override
  public long malformed() {
    return malformedPackets;
  }
}
