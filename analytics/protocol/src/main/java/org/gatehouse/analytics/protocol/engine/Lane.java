package org.gatehouse.analytics.protocol.engine;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.gatehouse.analytics.messages.Kind;
import org.gatehouse.analytics.messages.OpenLane;
import org.gatehouse.analytics.protocol.wire.AreaMessages;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.media.StreamSource;
import org.gatehouse.contract.vision.LaneKind;
import org.gatehouse.contract.vision.LaneSpec;
import org.jspecify.annotations.Nullable;

/**
 * One analysed stream, whichever worker has it. The counters are thread-safe, the rest is owned by
 * the supervisor.
 */
final class Lane {
  /** So long the engine holds gate cameras back until analysis is ready: nothing passes unseen. */
  private static final long USUAL_START_MICROS = TimeUnit.SECONDS.toMicros(20);

  final int number;
  final LaneSpec spec;
  final StreamSource source;

  /** Numbers units over all feeds, so that an answer to an earlier feed is known as such. */
  final AtomicLong sequence = new AtomicLong();

  /** Finds when it passed over most of what it should have looked at. */
  final SkipWatch skips = new SkipWatch();

  /** Units that the feeds passed over since the report before. */
  final LongAdder dropped = new LongAdder();

  @Nullable LaneFeed feed;

  /** Whether all of its pictures are wanted; null where nothing tells. */
  volatile @Nullable Demand demand;

  /** The lane that this one looks out for; null if it is looked at for its own sake. */
  @Nullable Lane larger;

  /** Where it is looked at. */
  @Nullable Seat seat;

  /** The stream ended for good: nothing is left to be fed. */
  boolean ended;

  private long gapFromMicros;
  private String gapCause = "";

  /** How far its stream has come by what earlier feeds sent. */
  private long newestMicros;

  /** No worker has taken it up yet. */
  private boolean starting;

  Lane(int number, LaneSpec spec, StreamSource source) {
    this.number = number;
    this.spec = spec;
    this.source = source;
  }

  StreamId stream() {
    return spec.stream();
  }

  OpenLane opening() {
    OpenLane.Builder message =
        OpenLane.newBuilder()
            .setLane(number)
            .setStream(stream().toString())
            .setKind(kind())
            .addAllRegions(spec.regions())
            .setRisk(spec.risk())
            .setFaceHeight(spec.faces().height())
            .setFaceQuality(spec.faces().quality())
            .setWeight(spec.priority().weight());
    return AreaMessages.tell(spec.view(), message).build();
  }

  private Kind kind() {
    if (larger != null) {
      return Kind.KIND_MOTION;
    }
    return spec.kind() == LaneKind.PERSON ? Kind.KIND_PERSON : Kind.KIND_VEHICLE;
  }

  /** Now, by the stamps of its stream, which do not go back when the wall clock does. */
  long nowMicros(long wallMicros) {
    long sent = Math.max(newestMicros, feed == null ? 0 : feed.newestMicros());
    return Math.max(wallMicros, sent);
  }

  /** Nobody looks at it until a worker takes it up. */
  void opened(long nowMicros) {
    starting = true;
    gapFromMicros = nowMicros;
    gapCause = "analysis is not ready yet";
  }

  /**
   * A worker takes it up. What comes from now on is looked at, be it that the camera sends nothing
   * for hours.
   *
   * @return the time before the first one did; null if that is known, or as short as usual
   */
  @Nullable Gap takenUp(long nowMicros) {
    if (!starting) {
      return null;
    }
    starting = false;
    Gap gap = endGap(nowMicros);
    return gap == null || gap.toMicros() - gap.fromMicros() <= USUAL_START_MICROS ? null : gap;
  }

  /** Ends the feed, if there is one; what it has not seen is a gap from here on. */
  void stopFeed(String cause) {
    LaneFeed ended = feed;
    if (ended == null) {
      return;
    }
    ended.stop();
    newestMicros = Math.max(newestMicros, ended.newestMicros());
    feed = null;
    if (gapFromMicros == 0) {
      gapFromMicros = ended.seenToMicros();
      gapCause = cause;
    }
  }

  /** More is known by now of why the lane is not watched. */
  void explainGap(String cause) {
    if (gapFromMicros != 0) {
      gapCause = cause;
    }
  }

  /** The gap that ends now, null if there is none. */
  @Nullable Gap endGap(long nowMicros) {
    if (gapFromMicros == 0) {
      return null;
    }
    Gap gap = new Gap(stream(), gapFromMicros, Math.max(gapFromMicros, nowMicros), gapCause);
    gapFromMicros = 0;
    gapCause = "";
    return gap;
  }
}
