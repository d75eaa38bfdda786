package org.gatehouse.runtime.picture;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.ParameterSets;
import org.jspecify.annotations.Nullable;

/**
 * The judgement about one camera. Pure: units and pictures in, wishes for pictures and a verdict
 * out. Holds about 30 KB. Owned by the watch thread.
 *
 * <p>Byte-identical key frames are enough by themselves. Everything else is judged by decoded key
 * pictures: one every so often, and while there is a suspicion (inter frames collapsed, or a sample
 * that resembles an earlier picture) each one that comes, until it is clear. Two matches with
 * recent pictures, or one that is nearly complete, are a frozen picture; one of minutes ago proves
 * nothing, for what moved since does not stand still. An encoder that changes its quantiser makes
 * many pictures of a frozen one differ, so it takes four in a row that resemble no kept one to end
 * it; and a suspicion is not given up before thirteen, but after six of which none has anything in
 * common.
 */
final class StillPicture {
  private static final Duration SAMPLE_WHILE_STILL = Duration.ofSeconds(15);
  private static final Duration APART = Duration.ofMillis(1500);
  private static final Duration QUIET = Duration.ofSeconds(15);
  private static final int KEPT = 8;
  private static final int SUSPECT_PICTURES = 13;
  private static final int HOPELESS_PICTURES = 6;
  private static final int UNLIKE_PICTURES = 4;
  private static final double MATCH = 0.4;
  private static final double SURE = 0.6;
  private static final double UNLIKE = 0.25;
  private static final double NOTHING_IN_COMMON = 0.05;

  /** A picture that was decoded, and when. */
  private record Kept(PictureSignature picture, long nanos) {}

  private final Duration every;
  private final RepeatedKeys keys = new RepeatedKeys();
  private final InterBytes inter = new InterBytes();
  private final Deque<Kept> kept = new ArrayDeque<>(KEPT);
  private @Nullable ParameterSets parameters;
  private long sampleNanos;
  private long askedNanos;
  private long clearedNanos;
  private boolean suspected;
  private int looked;
  private double mostAlike;
  private int matches;
  private int unlike;
  private boolean still;
  private boolean byRepetition;

  /**
   * Of a camera.
   *
   * @param firstSampleNanos when the first sample is taken
   * @param every how long after each sample the next one is
   */
  StillPicture(long firstSampleNanos, long nowNanos, Duration every) {
    this.every = every;
    sampleNanos = firstSampleNanos;
    askedNanos = nowNanos - APART.toNanos();
    clearedNanos = nowNanos - QUIET.toNanos();
  }

  /**
   * Takes the next access unit.
   *
   * @return true if it is a key picture that should be decoded; {@link #asked} says that it will be
   */
  boolean unit(AccessUnit unit, long nowNanos) {
    if (!unit.parameters().equals(parameters)) {
      reset(unit.parameters());
    }
    if (!unit.randomAccess()) {
      inter.inter(unit.payload().length(), unit.epochMicros());
      suspectIfCollapsed(nowNanos);
      return false;
    }
    keys.key(unit.payload(), unit.epochMicros());
    judgeRepetition();
    return (urgent() && nowNanos - askedNanos >= APART.toNanos()) || nowNanos >= sampleNanos;
  }

  /** Whether a judgement is under way, so that the next key pictures matter more than samples. */
  boolean urgent() {
    return suspected || (still && unlike > 0);
  }

  private void reset(ParameterSets now) {
    parameters = now;
    keys.reset();
    inter.reset();
    kept.clear();
    suspected = false;
    matches = 0;
    unlike = 0;
    still = false;
    byRepetition = false;
  }

  private void suspectIfCollapsed(long nowNanos) {
    boolean quiet = nowNanos - clearedNanos < QUIET.toNanos();
    if (inter.collapsed() && !suspected && !still && !quiet) {
      suspect();
    }
  }

  private void suspect() {
    suspected = true;
    looked = 0;
    mostAlike = 0;
  }

  private void judgeRepetition() {
    if (keys.repeating()) {
      still = true;
      byRepetition = true;
    } else if (byRepetition && keys.moving()) {
      still = false;
      byRepetition = false;
      matches = 0;
      unlike = 0;
    }
  }

  /** The key picture that {@link #unit} wanted is on its way to the decoder. */
  void asked(long nowNanos) {
    askedNanos = nowNanos;
    if (nowNanos >= sampleNanos) {
      sampleNanos = nowNanos + (still ? sampleWhileStill() : every).toNanos();
    }
  }

  /** A decoded picture, in the order of asking. */
  void picture(PictureSignature picture, long nowNanos) {
    double best = 0;
    double recent = 0;
    for (Kept earlier : kept) {
      double alike = picture.alike(earlier.picture);
      best = Math.max(best, alike);
      recent = nowNanos - earlier.nanos <= 2 * every.toNanos() ? Math.max(recent, alike) : recent;
    }
    kept.addLast(new Kept(picture, nowNanos));
    if (kept.size() > KEPT) {
      kept.removeFirst();
    }
    if (!byRepetition) {
      compared(best, recent, nowNanos);
    }
  }

  private void compared(double best, double recent, long nowNanos) {
    matches += recent >= MATCH ? 1 : 0;
    unlike = best < UNLIKE ? unlike + 1 : 0;
    if (still) {
      endIfUnlike();
    } else if (matches >= 2 || recent >= SURE) {
      still = true;
      suspected = false;
      unlike = 0;
      sampleNanos = Math.min(sampleNanos, nowNanos + sampleWhileStill().toNanos());
    } else if (suspected) {
      clearIfNothing(best, nowNanos);
    } else if (best >= MATCH) {
      suspect();
    }
  }

  private Duration sampleWhileStill() {
    return every.compareTo(SAMPLE_WHILE_STILL) < 0 ? every : SAMPLE_WHILE_STILL;
  }

  private void endIfUnlike() {
    if (unlike >= UNLIKE_PICTURES) {
      still = false;
      matches = 0;
    }
  }

  private void clearIfNothing(double best, long nowNanos) {
    looked++;
    mostAlike = Math.max(mostAlike, best);
    boolean hopeless = looked >= HOPELESS_PICTURES && mostAlike < NOTHING_IN_COMMON;
    if (hopeless || looked >= SUSPECT_PICTURES) {
      suspected = false;
      matches = 0;
      clearedNanos = nowNanos;
    }
  }

  /** Whether the picture stands still. */
  boolean still() {
    return still;
  }

  /** What was seen, for a person. */
  String seen() {
    String what =
        byRepetition
            ? "the camera sends the same coded pictures again and again"
            : "the camera sends pictures that do not change, not even by noise";
    return what + "; it is recorded all the same; restart the camera";
  }
}
