package org.gatehouse.runtime.live;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.ParameterSets;
import org.gatehouse.contract.media.VideoCodec;
import org.gatehouse.runtime.mp4.FragmentWriter;
import org.gatehouse.runtime.mp4.InitSegment;
import org.gatehouse.runtime.mp4.MediaClock;
import org.gatehouse.runtime.mp4.ReorderDepth;
import org.gatehouse.runtime.mp4.SampleRun;
import org.gatehouse.runtime.mp4.SpsRewrite;
import org.jspecify.annotations.Nullable;

/**
 * Makes one viewer's messages from access units: an initialisation segment before the first picture
 * and whenever the format changes, then a fragment for each picture. Owner: one {@link LiveViewer}.
 */
final class LiveFeed {
  private final LiveSink sink;
  private final MediaClock clock = new MediaClock();
  private final LiveTimeline timeline = new LiveTimeline();
  private final FragmentWriter fragments = new FragmentWriter();
  private final SampleRun picture = new SampleRun();
  private @Nullable ParameterSets parameters;

  /** True while the player was told that pictures are never reordered. */
  private boolean inOrder;

  private long sequence;
  private long dropped;

  LiveFeed(LiveSink sink) {
    this.sink = sink;
  }

  /** Notes pictures that the viewer will not get; the next one sent must be a key frame. */
  void drop(long frames) {
    dropped += frames;
  }

  /**
   * Sends a picture.
   *
   * @param hurry true for a cached picture, which the player shall pass quickly
   */
  void send(AccessUnit unit, boolean hurry) {
    if (unit.randomAccess() && needsInit(unit)) {
      sendInit(unit);
    }
    if (parameters == null) {
      return;
    }
    boolean jumped = clock.accept(unit);
    boolean skipped = tellDropped();
    int flags =
        (unit.randomAccess() ? LiveMessage.KEY_FRAME : 0)
            | (jumped || skipped ? LiveMessage.DISCONTINUITY : 0);
    sequence++;
    place(unit, hurry);
    byte[] header = fragments.header(sequence, picture);
    sink.binary(LiveMessage.of(unit.epochMicros(), sequence, flags, header, unit.payload().copy()));
  }

  private void place(AccessUnit unit, boolean hurry) {
    long start = timeline.next();
    boolean mayHurry = hurry && inOrder && !clock.reordered();
    int duration = timeline.place(clock.decodeTime(), clock.interval(), mayHurry);
    picture.clear();
    picture.add(
        unit.payload(),
        unit.epochMicros(),
        start,
        duration,
        clock.compositionOffset(),
        unit.randomAccess());
  }

  private boolean needsInit(AccessUnit unit) {
    boolean promiseBroken = inOrder && clock.reordered();
    return promiseBroken || !unit.parameters().equals(parameters);
  }

  private void sendInit(AccessUnit unit) {
    ParameterSets now = unit.parameters();
    parameters = now;
    int depth = ReorderDepth.of(now);
    clock.reorderDepth(depth);
    inOrder = depth <= 0 && !clock.reordered();
    byte[] init = init(unit);
    if (init == null) {
      parameters = null;
      return;
    }
    sink.text(
        "{\"kind\":\"init\",\"mime\":\"video/mp4; codecs=\\\"%s\\\"\",\"width\":%d,\"height\":%d}"
            .formatted(now.rfc6381(), now.width(), now.height()));
    sequence++;
    sink.binary(LiveMessage.of(unit.epochMicros(), sequence, LiveMessage.INIT_SEGMENT, init));
  }

  /** Null if the parameter sets are damaged: nothing can be shown until others come. */
  private byte @Nullable [] init(AccessUnit unit) {
    ParameterSets now = unit.parameters();
    boolean promise = inOrder && now.codec() == VideoCodec.H264;
    byte[] sps = promise ? SpsRewrite.withoutReordering(now.sps()) : now.sps();
    try {
      return InitSegment.of(now, sps, Instant.EPOCH.plus(unit.epochMicros(), ChronoUnit.MICROS));
    } catch (IllegalArgumentException damaged) {
      return null;
    }
  }

  /** True if pictures are missing before this one. */
  private boolean tellDropped() {
    if (dropped == 0) {
      return false;
    }
    sink.text("{\"kind\":\"dropped\",\"frames\":" + dropped + "}");
    dropped = 0;
    return true;
  }
}
