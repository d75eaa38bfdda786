package org.gatehouse.runtime.live;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.AudioFormat;
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
 * and whenever the format changes, then a fragment for each picture with the sound that came before
 * it, or after that sound where it goes {@linkplain SoundBeside beside}. Owner: one {@link
 * LiveViewer}.
 */
final class LiveFeed {
  private static final SampleRun SILENCE = new SampleRun();

  private final LiveSink sink;
  private final MediaClock clock = new MediaClock();
  private final LiveTimeline timeline = new LiveTimeline();
  private final FragmentWriter fragments = new FragmentWriter();
  private final SampleRun picture = new SampleRun();
  private final String stream;
  private final SoundTrack sound;
  private final SoundBeside beside;
  private @Nullable ParameterSets parameters;

  /** True while the player was told that pictures are never reordered. */
  private boolean inOrder;

  private long sequence;
  private long dropped;

  /**
   * To that sink.
   *
   * @param stream which of the camera's streams it is, as the viewer is told
   * @param wanted the sound that the viewer is to hear
   */
  LiveFeed(LiveSink sink, String stream, SoundTrack wanted) {
    this.sink = sink;
    this.stream = stream;
    this.sound = wanted;
    this.beside = new SoundBeside(sink, wanted);
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
    sound.hear(unit);
    if (unit.randomAccess() && needsInit(unit)) {
      sendInit(unit);
    }
    if (parameters == null) {
      return;
    }
    boolean jumped = clock.accept(unit);
    boolean skipped = tellDropped();
    sequence = beside.send(unit, hurry, sequence);
    int flags =
        (unit.randomAccess() ? LiveMessage.KEY_FRAME : 0)
            | (jumped || skipped ? LiveMessage.DISCONTINUITY : 0);
    sequence++;
    SampleRun heard = place(unit, hurry);
    byte[] header = fragments.header(sequence, picture, heard);
    sink.binary(
        LiveMessage.of(
            unit.epochMicros(), sequence, flags, header, unit.payload().copy(), bytes(heard)));
  }

  private static byte[] bytes(SampleRun heard) {
    return heard.isEmpty() ? LiveMessage.NONE : heard.joined();
  }

  /** Places the picture, and says what is heard with it. */
  private SampleRun place(AccessUnit unit, boolean hurry) {
    long start = timeline.next();
    LiveSound playing = sound.playing();
    boolean mayHurry = hurry && inOrder && !clock.reordered() && playing == null;
    int duration = timeline.place(clock.decodeTime(), clock.interval(), mayHurry);
    int offset = clock.compositionOffset();
    picture.clear();
    picture.add(unit.payload(), unit.epochMicros(), start, duration, offset, unit.randomAccess());
    return playing == null ? SILENCE : playing.with(unit, start + offset);
  }

  private boolean needsInit(AccessUnit unit) {
    boolean promiseBroken = inOrder && clock.reordered();
    return promiseBroken || !unit.parameters().equals(parameters) || sound.changed(unit);
  }

  private void sendInit(AccessUnit unit) {
    ParameterSets now = unit.parameters();
    parameters = now;
    int depth = ReorderDepth.of(now);
    clock.reorderDepth(depth);
    inOrder = depth <= 0 && !clock.reordered();
    AudioFormat heard = sound.begin(unit);
    byte[] init = init(unit, heard);
    if (init == null) {
      parameters = null;
      return;
    }
    sink.text(LiveMessage.init(now, heard, stream, sound.excuse(unit.epochMicros())));
    sequence++;
    sink.binary(LiveMessage.of(unit.epochMicros(), sequence, LiveMessage.INIT_SEGMENT, init));
  }

  /** Null if the parameter sets are damaged: nothing can be shown until others come. */
  private byte @Nullable [] init(AccessUnit unit, @Nullable AudioFormat heard) {
    ParameterSets now = unit.parameters();
    boolean promise = inOrder && now.codec() == VideoCodec.H264;
    byte[] sps = promise ? SpsRewrite.withoutReordering(now.sps()) : now.sps();
    Instant created = Instant.EPOCH.plus(unit.epochMicros(), ChronoUnit.MICROS);
    try {
      return InitSegment.of(now, sps, heard, created);
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
