package org.gatehouse.runtime.health;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The judgement about one camera's picture. Pure: sketches of pictures in, wishes for pictures and
 * a verdict out. Holds about 31 KB, and two thumbnails. Owned by the watch thread.
 *
 * <p>A look that shows something wrong is a suspicion: then a picture is wanted four times as
 * often, until enough of them in a row showed it, or one was well. What is told ends after three
 * that were well. A scene that differs from the past but does not stay itself (a crowd, a truck
 * that passes, a camera that swings) is neither: the past follows it.
 */
public final class PictureHealth {
  private static final int SUSPICIOUS = 4;
  private static final int TOLD = 2;
  private static final int WELL_LOOKS = 3;

  /** Looks nearer to each other than this part of the pace are one. */
  private static final double APART = 0.9;

  private static final double STAYS = 0.6;
  private static final double LEAST_CONTRAST = 4;
  private static final int THUMBNAIL_SAMPLES = 30;

  private final ScenePast past;
  private final BooleanSupplier turns;
  private final long everyNanos;
  private final Map<PictureFault, Integer> seen = new EnumMap<>(PictureFault.class);
  private @Nullable PictureSketch other;
  private @Nullable PictureFault told;
  private @Nullable Thumbnail before;
  private @Nullable Thumbnail after;
  private int well;
  private long askedNanos;
  private long countedNanos;
  private boolean looked;

  /**
   * Of a camera that was never looked at.
   *
   * @param masked cells that are not judged, see {@link Grid}
   * @param turns whether the camera can be turned, so that another scene is no fault
   * @param everyNanos how often a picture comes without a suspicion
   */
  PictureHealth(boolean[] masked, BooleanSupplier turns, long everyNanos) {
    this.past = new ScenePast(masked);
    this.turns = turns;
    this.everyNanos = everyNanos;
  }

  /** Of a camera that is to be judged so. */
  public static PictureHealth of(Judged how, long everyNanos) {
    return new PictureHealth(Grid.masked(how.masks()), how.turns(), everyNanos);
  }

  /** Whether a key picture is wanted now, before the next sample. */
  public boolean due(long nowNanos) {
    return looked && (suspicious() || told != null) && nowNanos - askedNanos >= paceNanos();
  }

  private boolean suspicious() {
    return !seen.isEmpty();
  }

  private long paceNanos() {
    return everyNanos / (suspicious() && told == null ? SUSPICIOUS : TOLD);
  }

  /** Whether the next picture should come with a thumbnail. */
  public boolean wantsThumbnail(long epochMicros) {
    boolean old =
        before == null
            || epochMicros - before.epochMicros() >= everyNanos / 1000 * THUMBNAIL_SAMPLES;
    return told == null && (suspicious() || old);
  }

  /** A picture is on its way. */
  public void asked(long nowNanos) {
    askedNanos = nowNanos;
  }

  /**
   * A decoded picture.
   *
   * @param thumbnail of it; null without one
   * @param doubtful whether it may stand still, so that it does not show how all was well
   */
  public void look(
      PictureSketch now, @Nullable Thumbnail thumbnail, boolean doubtful, long nowNanos) {
    boolean again = looked && nowNanos - countedNanos < APART * everyNanos / SUSPICIOUS;
    if (again) {
      return;
    }
    looked = true;
    countedNanos = nowNanos;
    past.sized(now);
    PictureFacts facts = PictureFacts.of(now, past);
    PictureFault fault = HealthRules.judge(facts, told);
    if (fault == PictureFault.MOVED && turns.getAsBoolean()) {
      past.forget();
      fault = null;
    }
    if (fault == null) {
      well(now, doubtful ? null : thumbnail);
    } else if (fault == PictureFault.MOVED && !stays(now)) {
      other = now;
      past.follow(now);
    } else {
      wrong(fault, HealthRules.weight(facts, fault), now, thumbnail);
    }
  }

  private void well(PictureSketch now, @Nullable Thumbnail thumbnail) {
    seen.clear();
    other = null;
    well++;
    if (told != null && well < WELL_LOOKS) {
      return;
    }
    told = null;
    past.follow(now);
    before = thumbnail == null ? before : thumbnail;
  }

  private void wrong(
      PictureFault fault, int weight, PictureSketch now, @Nullable Thumbnail thumbnail) {
    well = 0;
    other = now;
    after = thumbnail == null || told != null ? after : thumbnail;
    if (fault == told) {
      seen.clear();
      return;
    }
    if (seen.merge(fault, weight, Integer::sum) >= fault.looks()) {
      told = fault;
      seen.clear();
    }
  }

  /** Whether it shows what the last picture that was not as usual showed. */
  private boolean stays(PictureSketch now) {
    PictureSketch last = other;
    if (last == null) {
      return false;
    }
    int telling = 0;
    int same = 0;
    for (int cell = 0; cell < Grid.CELLS; cell++) {
      if (!past.masked(cell) && Likeness.contrast(now::small, cell) >= LEAST_CONTRAST) {
        telling++;
        same += Likeness.same(now::small, last::small, cell) ? 1 : 0;
      }
    }
    return same >= STAYS * telling;
  }

  /** What is wrong; null if nothing is, as far as is known. */
  public @Nullable PictureFault told() {
    return told;
  }

  /** Whether the camera's past is known, so that everything can be judged. */
  public boolean known() {
    return past.known();
  }

  /** The last picture that was well; null if there was none. */
  public @Nullable Thumbnail before() {
    return before;
  }

  /** The picture by which a fault was told; null if there is none. */
  public @Nullable Thumbnail after() {
    return after;
  }

  /** What it shows now is as it should be from now on. */
  public void accept() {
    past.forget();
    told = null;
    seen.clear();
    other = null;
    before = null;
  }
}
