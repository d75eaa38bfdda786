package org.gatehouse.runtime.record;

import java.io.IOException;
import java.util.List;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.AudioFormat;
import org.gatehouse.contract.media.ParameterSets;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.Gap;
import org.gatehouse.contract.storage.GapCause;
import org.gatehouse.runtime.mp4.InitSegment;
import org.gatehouse.runtime.mp4.MediaClock;
import org.gatehouse.runtime.mp4.ReorderDepth;
import org.jspecify.annotations.Nullable;

/**
 * The access units of one stream on their way into segments: where fragments and segments are cut.
 * A segment begins at a key frame: after {@link #SEGMENT} of video, when the format of pictures or
 * sound changes, and after every interruption, which its notes tell. Owner: the recorder's thread.
 */
final class SegmentLine {
  /** A segment is cut at the first key frame after this. */
  private static final long SEGMENT = 60L * InitSegment.TIMESCALE;

  private final StreamId stream;
  private final Surroundings around;
  private final RecordLog log;
  private final Tally tally;
  private final DiskDuty duty;
  private final Runnable written;
  private final MediaClock clock = new MediaClock();
  private final FragmentBuffer fragment = new FragmentBuffer();
  private final SoundLine sound;
  private final GapBook gaps;
  private final ClockSteps steps;

  private @Nullable OpenSegment segment;
  private @Nullable ParameterSets parameters;

  /** Parameter sets that no segment can begin with. */
  private @Nullable ParameterSets unusable;

  private boolean cut;

  /**
   * Without a segment yet.
   *
   * @param written called when all units but the last one accepted are in the file
   */
  SegmentLine(
      StreamId stream,
      Surroundings around,
      RecordLog log,
      Tally tally,
      DiskDuty duty,
      GapBook gaps,
      Runnable written) {
    this.stream = stream;
    this.around = around;
    this.log = log;
    this.tally = tally;
    this.duty = duty;
    this.gaps = gaps;
    this.written = written;
    this.sound = new SoundLine(log);
    this.steps = new ClockSteps(around.clock());
  }

  /** What is being written; null if nothing is. */
  @Nullable OpenSegment segment() {
    return segment;
  }

  /** True if every unit accepted is in a file or given up. */
  boolean isEmpty() {
    return fragment.isEmpty();
  }

  /**
   * Takes the next unit.
   *
   * @param jump what it means if its clock does not follow from the one before
   * @param lapped whether units before it were missed
   */
  void accept(AccessUnit unit, GapCause jump, boolean lapped) throws IOException {
    boolean formatChanged = noteFormat(unit);
    int usual = clock.interval();
    boolean jumped = clock.accept(unit);
    if (lapped || jumped) {
      fragment.complete(usual);
      sound.interrupted();
      gaps.interrupted(lapped ? GapCause.BEHIND : jump);
    } else {
      fragment.completeAt(clock.decodeTime());
    }
    cut |= formatChanged || gaps.open();
    if (steps.at(unit.epochMicros(), clock.decodeTime(), around.ticker().nanos())) {
      gaps.interrupted(GapCause.CLOCK_STEP);
      cut = true;
    }
    long presentation = clock.decodeTime() + clock.compositionOffset();
    sound.take(unit, presentation);
    if (unit.randomAccess()) {
      atKey(unit, presentation);
    } else if (fragment.wouldPass(clock.decodeTime() + clock.interval())) {
      flush();
    }
    take(unit);
  }

  private void atKey(AccessUnit unit, long presentation) throws IOException {
    if (cut || segmentIsFull() || sound.changed(presentation)) {
      close();
    } else {
      flush();
    }
    if (segment == null) {
      open(unit);
    }
  }

  private void take(AccessUnit unit) {
    if (segment == null) {
      tally.framesLost++;
      return;
    }
    fragment.hold(
        unit.payload(),
        unit.epochMicros(),
        clock.decodeTime(),
        clock.compositionOffset(),
        unit.randomAccess());
  }

  /** True if the unit's parameter sets are not those of the segment. */
  private boolean noteFormat(AccessUnit unit) {
    ParameterSets before = parameters;
    if (unit.parameters().equals(before)) {
      return false;
    }
    parameters = unit.parameters();
    clock.reorderDepth(ReorderDepth.of(unit.parameters()));
    return before != null;
  }

  private boolean segmentIsFull() {
    OpenSegment open = segment;
    return open != null && open.age(clock.decodeTime()) >= SEGMENT;
  }

  private void open(AccessUnit first) throws IOException {
    gaps.withoutSound(GapCause.SHED, sound.takeLeftOut(first.epochMicros()), first.epochMicros());
    List<Gap> before = gaps.before(first.epochMicros());
    OpenSegment opened = create(first, before);
    if (opened == null) {
      return;
    }
    segment = opened;
    cut = false;
    gaps.told();
    tally.segments++;
    tally.bytes += opened.size();
    List<Gap> missing = before.stream().filter(gap -> !gap.soundOnly()).toList();
    if (!missing.isEmpty()) {
      tally.gaps++;
      log.gap(missing, tally.framesLost);
    }
  }

  /** A new file; null if the parameter sets are of no use, which is said once. */
  private @Nullable OpenSegment create(AccessUnit first, List<Gap> before) throws IOException {
    if (first.parameters().equals(unusable)) {
      return null;
    }
    long presentation = clock.decodeTime() + clock.compositionOffset();
    AudioFormat format = sound.format(presentation);
    try {
      OpenSegment opened =
          OpenSegment.create(
              around.store(),
              around.watch(),
              stream,
              first,
              format,
              before,
              clock.decodeTime(),
              clock.compositionOffset());
      sound.begin(format, presentation);
      unusable = null;
      return opened;
    } catch (IllegalArgumentException damaged) {
      unusable = first.parameters();
      log.unusable(first.parameters(), damaged);
      return null;
    }
  }

  /** Leaves sound out from now on, or takes it again; tells how long it was left out. */
  void leaveOutSound(boolean leave, long nowMicros) {
    sound.leaveOut(leave);
    if (!leave) {
      gaps.withoutSound(GapCause.SHED, sound.takeLeftOut(nowMicros), nowMicros);
    }
  }

  /** True if a key frame now would begin another segment. */
  boolean ends() {
    OpenSegment open = segment;
    return open == null || cut || open.age(clock.decodeTime() + clock.interval()) >= SEGMENT;
  }

  /** Writes the samples whose durations are known. */
  void flush() throws IOException {
    OpenSegment open = segment;
    if (open == null || fragment.ready().isEmpty()) {
      return;
    }
    long before = open.size();
    open.write(fragment.ready(), sound.ready(), sound.base());
    gaps.recordedTo(open.micros(fragment.ready().start() + fragment.ready().duration()));
    tally.fragments++;
    tally.frames += fragment.ready().count();
    tally.soundFrames += sound.ready().count();
    tally.bytes += open.size() - before;
    fragment.written();
    sound.written();
    written.run();
  }

  /** Writes all, ends the segment and has it finished. */
  void close() throws IOException {
    OpenSegment open = segment;
    if (open != null) {
      fragment.complete(clock.interval());
      sound.complete();
      flush();
      sound.end();
      segment = null;
      duty.finish(open);
    }
  }

  /** Forgets what is not written, ends the segment and has it finished as it is. */
  void giveUp() {
    OpenSegment open = segment;
    segment = null;
    tally.framesLost += fragment.clear();
    sound.end();
    sound.interrupted();
    if (open != null) {
      duty.finish(open);
    }
  }
}
