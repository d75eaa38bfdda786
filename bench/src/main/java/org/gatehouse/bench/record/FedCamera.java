package org.gatehouse.bench.record;

import java.util.List;
import java.util.Locale;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.Payload;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.media.StreamMemory;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.runtime.ring.RingBudget;
import org.gatehouse.runtime.ring.StreamRing;

/**
 * One camera whose pictures come into its ring as a session puts them there: copied once, into the
 * ring's own memory. Owner: the feeder's thread.
 */
final class FedCamera {
  static final int FPS = 25;
  private static final long FRAME_NANOS = 1_000_000_000L / FPS;
  private static final int FRAME_TICKS = AccessUnit.TICKS_PER_SECOND / FPS;
  private static final double GOLDEN = 0.618_033_988_749_895;
  private static final double GROUP_NANOS = 2e9;

  private final StreamRing ring;
  private final StreamMemory memory;
  private final ClipUnits clip;
  private int at;
  private long due;
  private long sent;

  /** The n-th camera, which begins elsewhere in its clip and in time than its neighbours. */
  FedCamera(int n, ClipUnits clip, RingBudget budget, long begin) {
    String name = String.format(Locale.ROOT, "cam%03d", n + 1);
    this.ring = new StreamRing(StreamId.main(new CameraId(name)), budget);
    this.memory = ring.memory();
    this.clip = clip;
    double part = n * GOLDEN % 1;
    this.at = clip.keyAt(part);
    this.due = begin + (long) (part * GROUP_NANOS);
  }

  StreamRing ring() {
    return ring;
  }

  /** Access units sent; to be asked once nothing is fed any more. */
  long sent() {
    return sent;
  }

  /** What all that it sent lasts: from its first key frame to the end of its last picture. */
  double seconds() {
    return sent / (double) FPS;
  }

  /** Sends what is due. */
  void feed(long now, Ticker ticker) {
    while (due - now <= 0) {
      ClipUnits.Picture picture = clip.pictures().get(at);
      ring.publish(unit(picture, ticker.epochMicros()));
      sent++;
      due += FRAME_NANOS;
      at = (at + 1) % clip.pictures().size();
    }
  }

  private AccessUnit unit(ClipUnits.Picture picture, long micros) {
    int length = picture.avcc().length;
    byte[] room = memory.reserve(length);
    int position = memory.position();
    System.arraycopy(picture.avcc(), 0, room, position, length);
    memory.commit(length);
    Payload payload = new Payload(room, position, length);
    return new AccessUnit(
        clip.parameters(), micros, sent * FRAME_TICKS, picture.key(), 0, payload, List.of());
  }
}
