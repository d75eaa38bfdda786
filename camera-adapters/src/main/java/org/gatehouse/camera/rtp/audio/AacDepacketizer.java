package org.gatehouse.camera.rtp.audio;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.Arrays;
import java.util.function.Consumer;
import org.gatehouse.camera.rtp.CodedAudio;
import org.gatehouse.camera.rtp.Depacketizer;
import org.gatehouse.camera.rtp.RtpPacket;
import org.gatehouse.camera.rtp.nal.BitReader;
import org.gatehouse.contract.media.AudioFormat;
import org.jspecify.annotations.Nullable;

/**
 * AAC access units out of RTP payloads, RFC 3640 modes AAC-hbr and AAC-lbr: several in a packet, or
 * one over several packets. Takes ADTS frames too, with AU headers before them or without. An
 * access unit of which a part is missing is left out. Not thread-safe.
 */
public final class AacDepacketizer implements Depacketizer {
  private static final int MAX_ACCESS_UNIT = 64 * 1024;
  private static final int LENGTH_BYTES = 2;

  private final AuHeaderSizes sizes;
  private final int clockRate;
  private final int channels;
  private final Consumer<CodedAudio> output;
  private @Nullable AacConfig config;
  private @Nullable AudioFormat format;

  private byte[] fragments = {};
  private int fragmentsTotal;
  private int fragmentsTimestamp;
  private long fragmentsNanos;

  private int timestamp;
  private long nanos;
  private long damagedUnits;
  private long malformedPackets;

  /**
   * A depacketizer for one stream.
   *
   * @param config AudioSpecificConfig of the description; if empty or unreadable, what ADTS headers
   *     say, or else low complexity at the clock rate
   * @param clockRate RTP ticks in a second
   * @param channels as told, where neither config nor headers do
   */
  public AacDepacketizer(
      byte[] config,
      AuHeaderSizes sizes,
      int clockRate,
      int channels,
      Consumer<CodedAudio> output) {
    this.sizes = sizes;
    this.clockRate = clockRate;
    this.channels = channels;
    this.output = output;
    this.config = AacConfig.parse(config);
  }

  @Override
  public void packet(ByteBuf data, RtpPacket packet, int lostBefore, long arrivalNanos) {
    timestamp = packet.timestamp();
    nanos = arrivalNanos;
    byte[] payload = ByteBufUtil.getBytes(data, packet.payloadIndex(), packet.payloadLength());
    boolean otherUnit = timestamp != fragmentsTimestamp;
    if (fragments.length > 0 && (lostBefore > 0 || otherUnit)) {
      damagedUnits++;
      fragments = new byte[0];
    }
    if (payload.length == 0) {
      return;
    }
    if (Adts.frameLength(payload, 0, payload.length) > 0) {
      adtsFrames(payload, 0, payload.length, 0);
    } else {
      withHeaders(payload, packet.marker());
    }
  }

  /**
   * RFC 3640 §3.2.1.
   *
   * <pre>
   * +-----------------+-----------+-----------+-----------+---------
   * | AU-headers-     | AU-header | AU-header | ...       | padding
   * | length, bits 16 |    (1)    |    (2)    |           |
   * +-----------------+-----------+-----------+-----------+---------
   * </pre>
   *
   * <p>Some cameras tell the length in bytes, which then is too short for a single header.
   */
  private void withHeaders(byte[] payload, boolean marker) {
    if (payload.length <= LENGTH_BYTES) {
      malformedPackets++;
      return;
    }
    int told = ((payload[0] & 0xff) << 8) | (payload[1] & 0xff);
    int bits = told < sizes.firstBits() ? told * 8 : told;
    int dataAt = LENGTH_BYTES + (bits + 7) / 8;
    if (bits < sizes.firstBits() || dataAt >= payload.length) {
      malformedPackets++;
      return;
    }
    int count = 1 + (bits - sizes.firstBits()) / sizes.nextBits();
    BitReader headers = BitReader.plain(Arrays.copyOfRange(payload, LENGTH_BYTES, dataAt));
    int size = headers.bits(sizes.size());
    headers.bits(sizes.index());
    if (count == 1) {
      one(payload, dataAt, size, marker);
    } else {
      several(payload, dataAt, size, headers, count);
    }
  }

  /**
   * One access unit or a part of one: RFC 3640 §3.2.3.1 tells the size of the whole in each part,
   * and sets the marker with the last. A whole one whose size is told wrong is taken as it is.
   */
  private void one(byte[] payload, int from, int size, boolean marker) {
    int there = payload.length - from;
    if (fragments.length > 0) {
      fragment(payload, from, marker);
    } else if (size > there && !marker) {
      fragmentsTotal = size;
      fragmentsTimestamp = timestamp;
      fragmentsNanos = nanos;
      fragment(payload, from, false);
    } else {
      unit(payload, from, size == 0 ? there : Math.min(size, there), 0);
    }
  }

  private void fragment(byte[] payload, int from, boolean marker) {
    int before = fragments.length;
    int there = payload.length - from;
    if (before + there > MAX_ACCESS_UNIT) {
      damagedUnits++;
      fragments = new byte[0];
      return;
    }
    fragments = Arrays.copyOf(fragments, before + there);
    System.arraycopy(payload, from, fragments, before, there);
    if (marker || fragments.length >= fragmentsTotal) {
      byte[] whole = fragments;
      fragments = new byte[0];
      nanos = fragmentsNanos;
      if (whole.length >= fragmentsTotal) {
        unit(whole, 0, fragmentsTotal, 0);
      } else {
        damagedUnits++;
      }
    }
  }

  private void several(byte[] payload, int dataAt, int firstSize, BitReader headers, int count) {
    int at = dataAt;
    int size = firstSize;
    for (int i = 0; i < count; i++) {
      if (size == 0 || size > payload.length - at) {
        malformedPackets++;
        return;
      }
      unit(payload, at, size, i);
      at += size;
      size = headers.bits(sizes.size());
      headers.bits(sizes.delta());
    }
  }

  private void unit(byte[] data, int from, int length, int number) {
    if (Adts.frameLength(data, from, from + length) > 0) {
      adtsFrames(data, from, from + length, number);
    } else {
      tell(Arrays.copyOfRange(data, from, from + length), number);
    }
  }

  private void adtsFrames(byte[] data, int from, int end, int firstNumber) {
    int at = from;
    int number = firstNumber;
    int length = Adts.frameLength(data, at, end);
    while (length > 0) {
      if (config == null) {
        config = Adts.config(data, at);
      }
      tell(Arrays.copyOfRange(data, at + Adts.headerLength(data, at), at + length), number++);
      at += length;
      length = Adts.frameLength(data, at, end);
    }
    if (at < end) {
      malformedPackets++;
    }
  }

  private void tell(byte[] unit, int number) {
    AudioFormat known = format();
    if (known == null || config == null) {
      malformedPackets++;
      return;
    }
    int ticks = config.ticks(clockRate);
    output.accept(new CodedAudio(known, timestamp + number * ticks, nanos, ticks, unit));
  }

  private @Nullable AudioFormat format() {
    if (config == null) {
      config = AacConfig.lowComplexity(clockRate, channels);
    }
    if (format == null && config != null) {
      format = config.format(clockRate, channels);
    }
    return format;
  }

  @Override
  public long damaged() {
    return damagedUnits;
  }

  @Override
  public long malformed() {
    return malformedPackets;
  }
}
