package org.gatehouse.runtime.record;

import java.util.List;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.AudioCodec;
import org.gatehouse.contract.media.AudioFormat;
import org.gatehouse.contract.media.AudioFrame;
import org.gatehouse.contract.media.Payload;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.runtime.ring.RingBudget;
import org.gatehouse.runtime.ring.StreamRing;
import org.gatehouse.runtime.testing.FakeTicker;
import org.gatehouse.runtime.testing.Units;

/** A stream of 25 pictures a second on simulated time, a key frame every two seconds. */
final class PlayedCamera {
  private static final int GROUP = 50;
  private static final long FRAME_NANOS = 40_000_000;

  final StreamRing ring;
  private final FakeTicker ticker;
  private final int bytes;
  private final boolean sound;
  private final long begun;
  private final long begunMicros;
  private long sent;

  PlayedCamera(StreamId id, FakeTicker ticker, RingBudget budget, int bytes, boolean sound) {
    this.ring = new StreamRing(id, budget);
    this.ticker = ticker;
    this.bytes = bytes;
    this.sound = sound;
    this.begun = ticker.nanos();
    this.begunMicros = ticker.epochMicros();
  }

  StreamId id() {
    return ring.id();
  }

  /** Sends what is due by now. */
  void play() {
    while (begun + sent * FRAME_NANOS <= ticker.nanos()) {
      long micros = begunMicros + sent * FRAME_NANOS / 1000;
      ring.publish(
          new AccessUnit(
              Units.PARAMETERS,
              micros,
              sent * 3600,
              sent % GROUP == 0,
              0,
              Payload.of(new byte[bytes]),
              sound ? List.of(frame(micros)) : List.of()));
      sent++;
    }
  }

  private AudioFrame frame(long micros) {
    AudioFormat format = new AudioFormat(AudioCodec.PCMA, 8000, 1, new byte[0]);
    return new AudioFrame(format, micros, sent * 320, 320, new byte[320]);
  }
}
