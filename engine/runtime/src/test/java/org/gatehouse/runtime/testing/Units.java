package org.gatehouse.runtime.testing;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.ParameterSets;
import org.gatehouse.contract.media.StreamId;

/** Access units without a picture in them. */
public final class Units {
  public static final StreamId STREAM = StreamId.main(new CameraId("gate-in"));

  /** What x264 writes for 320x180 High without B-frames. */
  public static final byte[] SPS = hex("6764000cacb202833f3e0220000003002000000641e28549");

  public static final ParameterSets PARAMETERS =
      ParameterSets.h264(SPS, hex("68ebc3cb22c0"), 320, 180);

  public static final ParameterSets OTHER = ParameterSets.h264(SPS, hex("68ebe3cb22c0"), 320, 180);

  private static final long EPOCH = ChronoUnit.MICROS.between(Instant.EPOCH, FakeTicker.START);

  private Units() {}

  /** The n-th picture of a stream of 25 a second; the payload's first bytes tell its number. */
  public static AccessUnit unit(int number, boolean key, int size) {
    return unit(PARAMETERS, number, number * 3600L, key, size);
  }

  /** A picture at that time. */
  public static AccessUnit unit(
      ParameterSets parameters, int number, long ticks, boolean key, int size) {
    byte[] payload = new byte[Math.max(size, 4)];
    ByteBuffer.wrap(payload).putInt(number);
    return new AccessUnit(parameters, EPOCH + number * 40_000L, ticks, key, 0, payload);
  }

  /** The number in a unit that {@link #unit} made. */
  public static int number(AccessUnit unit) {
    return unit.payload().buffer().getInt();
  }

  static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits.replace(" ", ""));
  }
}
