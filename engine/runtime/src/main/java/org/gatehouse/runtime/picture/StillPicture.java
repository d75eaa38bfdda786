package org.gatehouse.runtime.picture;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.ParameterSets;
import org.jspecify.annotations.Nullable;

/**
 * The judgement about one camera. Pure: units and pictures in, wishes for pictures and a verdict
 * out. Holds about 16 KB. Owned by the watch thread.
 *
 * <p>Byte-identical key frames are enough by themselves. Everything else is judged by decoded key
 * pictures: one every 55 s, and some more, at least three seconds apart, while there is a suspicion
 * (inter frames collapsed, or a sample that resembles an earlier picture). Two matches, or one that
 * is nearly complete, are a frozen picture; one picture unlike all kept ones ends that.
 */
final class StillPicture {
  static final Duration SAMPLE_EVERY = Duration.ofSeconds(55);
  private static final Duration SAMPLE_WHILE_STILL = Duration.ofSeconds(15);
  private static final Duration APART = Duration.ofSeconds(3);
  private static final Duration QUIET = Duration.ofSeconds(60);
  private static final int KEPT = 4;
  private static final int SUSPECT_PICTURES = 5;
  private static final double MATCH = 0.4;
  private static final double NEARLY_ALL = 0.9;
  private static final double UNLIKE = 0.25;

  private final RepeatedKeys keys = new RepeatedKeys();
  private final InterBytes inter = new InterBytes();
  private final Deque<PictureSignature> kept = new ArrayDeque<>(KEPT);
  private @Nullable ParameterSets parameters;
  private long sampleNanos;
  private long askedNanos;
  private long clearedNanos;
  private int suspectPictures;
  private int matches;
  private boolean still;
  private boolean byRepetition;

  /** The first sample is taken at that time. */
  StillPicture(long firstSampleNanos, long nowNanos) {
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
    boolean suspect = suspectPictures > 0 && nowNanos - askedNanos >= APART.toNanos();
    return suspect || nowNanos >= sampleNanos;
  }

  private void reset(ParameterSets now) {
    parameters = now;
    keys.reset();
    inter.reset();
    kept.clear();
    suspectPictures = 0;
    matches = 0;
    still = false;
    byRepetition = false;
  }

  private void suspectIfCollapsed(long nowNanos) {
    boolean quiet = nowNanos - clearedNanos < QUIET.toNanos();
    if (inter.collapsed() && suspectPictures == 0 && !still && !quiet) {
      suspectPictures = SUSPECT_PICTURES;
    }
  }

  private void judgeRepetition() {
    if (keys.repeating()) {
      still = true;
      byRepetition = true;
    } else if (byRepetition && keys.moving()) {
      still = false;
      byRepetition = false;
    }
  }

  /** The key picture that {@link #unit} wanted is on its way to the decoder. */
  void asked(long nowNanos) {
    askedNanos = nowNanos;
    if (nowNanos >= sampleNanos) {
      sampleNanos = nowNanos + (still ? SAMPLE_WHILE_STILL : SAMPLE_EVERY).toNanos();
    }
  }

  /** A decoded picture, in the order of asking. */
  void picture(PictureSignature picture, long nowNanos) {
    double best = kept.stream().mapToDouble(picture::alike).max().orElse(0);
    kept.addLast(picture);
    if (kept.size() > KEPT) {
      kept.removeFirst();
    }
    if (byRepetition) {
      return;
    }
    if (best >= MATCH) {
      matched(best, nowNanos);
    } else {
      unmatched(best, nowNanos);
    }
  }

  private void matched(double best, long nowNanos) {
    matches++;
    if (matches >= 2 || best >= NEARLY_ALL) {
      if (!still) {
        sampleNanos = Math.min(sampleNanos, nowNanos + SAMPLE_WHILE_STILL.toNanos());
      }
      still = true;
      suspectPictures = 0;
    } else if (suspectPictures == 0) {
      suspectPictures = SUSPECT_PICTURES;
    } else {
      suspectPictures--;
    }
  }

  private void unmatched(double best, long nowNanos) {
    if (still && best < UNLIKE) {
      still = false;
      matches = 0;
    }
    if (suspectPictures > 0) {
      suspectPictures--;
      if (suspectPictures == 0) {
        matches = 0;
        clearedNanos = nowNanos;
      }
    } else if (!still) {
      matches = 0;
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
