package org.gatehouse.analytics.worker.passage;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.gatehouse.analytics.worker.plate.Completion;
import org.gatehouse.analytics.worker.plate.CtcMatrix;
import org.gatehouse.analytics.worker.plate.FormatSet;
import org.gatehouse.analytics.worker.plate.Hypothesis;
import org.gatehouse.analytics.worker.plate.PlateReading;
import org.gatehouse.analytics.worker.plate.Quad;
import org.gatehouse.analytics.worker.tracking.Box;
import org.gatehouse.analytics.worker.tracking.KalmanBox;
import org.gatehouse.analytics.worker.zone.Heading;
import org.gatehouse.contract.vision.Direction;
import org.jspecify.annotations.Nullable;

/**
 * One line of text followed through the frames: a plate, or writing that turns out to be none.
 * Belongs to its lane's thread.
 */
final class PlateTrack implements AutoCloseable {
  private static final long READ_EVERY_MICROS = 240_000;

  /** Until a plate is decided, looks come this often, but not for ever. */
  private static final long UNDECIDED_EVERY_MICROS = 70_000;

  /** So many looks decide most plates. */
  private static final int EASY_LOOKS = 3;

  private static final int UNDECIDED_LOOKS = 48;
  private static final long UNREAD_EVERY_MICROS = 120_000;

  /** Looks nearer in time than this show the same faults. */
  private static final double INDEPENDENT_MICROS = 120_000;

  private static final long SURE_EVERY_MICROS = 1_000_000;
  private static final long WRITING_EVERY_MICROS = 1_500_000;
  private static final long PERHAPS_WRITING_EVERY_MICROS = 600_000;

  /** Reading again pays at once when it has grown by so much. */
  private static final double GROWN = 1.25;

  private static final double MUCH_GROWN = 1.5;

  /** So many looks without a legal reading make it other writing. */
  private static final int PATIENCE = 3;

  /** The same for letters and digits alone, which may be a part of a plate. */
  private static final int LONG_PATIENCE = 6;

  /** So often a part is tried to be completed, at each size, until it has worked once. */
  private static final int COMPLETIONS = 3;

  /** A text so unlike the leading one, often enough, is another object. */
  private static final double STRANGE_DISTANCE = 3;

  private static final int STRANGE_LENGTH = 5;
  private static final int STRANGE_LOOKS = 2;
  private static final long SHORT_LOSS_MICROS = 500_000;
  private static final double SURE_IOU = 0.3;

  /** Whoever stands for so long may stand for hours, and others drive past. */
  private static final long REST_MICROS = 2_000_000;

  private final KalmanBox motion;
  private final Box first;
  private final PlateVote vote;
  private final BestShot best = new BestShot();
  private final Heading heading;
  private long startMicros;
  private long seenMicros;
  private long movedMicros;
  private Quad quad;
  private ThumbView seenIn;
  private long readMicros = Long.MIN_VALUE;
  private double readWidth;
  private boolean stands;
  private int misreads;
  private int completions;
  private double completionWidth;
  private boolean foreign;
  private boolean twoLines;
  private int strangers;
  private long plateMicros;
  private @Nullable Completion completion;
  private @Nullable String passage;
  private PlateVote.@Nullable Verdict told;
  private long toldMicros;
  private int decisions;
  private @Nullable String known;

  /**
   * A track that begins with a box.
   *
   * @param heading knows of that box already
   */
  PlateTrack(FormatSet formats, Heading heading, Quad quad, ThumbView view, long micros) {
    this.heading = heading;
    this.first = quad.bounds();
    this.motion = new KalmanBox(first, micros);
    this.vote = new PlateVote(formats);
    this.quad = quad;
    this.seenIn = view;
    this.startMicros = micros;
    this.seenMicros = micros;
    this.movedMicros = micros;
  }

  /** It was found in a frame. */
  void seen(Quad where, ThumbView view, long micros) {
    quad = where;
    motion.update(where.bounds(), micros);
    heading.add(where.bounds(), micros);
    seenIn = view;
    seenMicros = micros;
    movedMicros = micros;
    stands = false;
  }

  /** Nothing changed where it is: it still stands there. */
  boolean standsStill(ThumbView view, long micros) {
    if (view.differsFrom(seenIn, quad.bounds().scaled(1.2, 1.5))) {
      return false;
    }
    seenMicros = micros;
    stands = true;
    return true;
  }

  /** Whether another reading is worth its price. */
  boolean wantsReading(long micros) {
    if (strangers > 0) {
      return micros - readMicros >= UNDECIDED_EVERY_MICROS;
    }
    if (stands && isSure()) {
      return false;
    }
    if (readMicros == Long.MIN_VALUE
        || quad.width() > readWidth * (isWriting() && foreign ? MUCH_GROWN : GROWN)) {
      return true;
    }
    return micros - readMicros >= readingPeriod();
  }

  private long readingPeriod() {
    if (isWriting()) {
      return foreign ? WRITING_EVERY_MICROS : PERHAPS_WRITING_EVERY_MICROS;
    }
    if (!isPlate()) {
      return UNREAD_EVERY_MICROS;
    }
    if (isChased()) {
      return UNDECIDED_EVERY_MICROS;
    }
    if (isSure() || (stands && misreads >= UNDECIDED_LOOKS)) {
      return SURE_EVERY_MICROS;
    }
    return !isTold() || isDoubtful() ? READ_EVERY_MICROS : SURE_EVERY_MICROS;
  }

  /**
   * Whether a decision waits for more looks: the first one, or one that corrects or confirms it.
   */
  boolean isChased() {
    return isPlate()
        && !(told().equals(vote.leading()) && isFirm(told))
        && vote.frames() < UNDECIDED_LOOKS
        && misreads < UNDECIDED_LOOKS;
  }

  /** Whether more looks would not make it more certain: nobody tells O from 0. */
  private static boolean isFirm(PlateVote.@Nullable Verdict verdict) {
    return verdict != null && (verdict.certain() || !verdict.doubtful());
  }

  /** Whether the next look may tell what it is, or that it is another plate by now. */
  boolean isInQuestion() {
    return isChased() || strangers > 0;
  }

  /** Whether it has only stood there for a while, and no decision waits for it. */
  boolean isAtRest(long micros) {
    return stands && !isChased() && micros - movedMicros >= REST_MICROS;
  }

  /** Whether looks have not sufficed that suffice for most plates. */
  boolean isInDoubt() {
    return isChased() && vote.frames() >= EASY_LOOKS;
  }

  /** How much another look at this time says that the one before did not, up to 1. */
  private double novelty(long micros) {
    return readMicros == Long.MIN_VALUE
        ? 1
        : Math.clamp((micros - readMicros) / INDEPENDENT_MICROS, 0.5, 1);
  }

  private boolean isDoubtful() {
    return vote.verdict().map(PlateVote.Verdict::doubtful).orElse(true);
  }

  private boolean isSure() {
    return vote.verdict().map(PlateVote.Verdict::sure).orElse(false);
  }

  /** It was read. */
  void read(PlateReading reading, double weight, double trust, long micros) {
    double news = novelty(micros);
    readMicros = micros;
    readWidth = quad.width();
    vote.seenAt(readWidth);
    strangers = isStranger(reading) ? strangers + 1 : 0;
    if (strangers > 0) {
      return;
    }
    if (reading.plate().isPresent()) {
      plateMicros = micros;
      vote.add(reading, weight * news, trust * news, micros);
    } else {
      misreads++;
      foreign = reading.greedy().isEmpty() || reading.greedy().indexOf(CtcMatrix.FOREIGN) >= 0;
    }
  }

  /** Whether something else is read here than the plate that this track is about. */
  private boolean isStranger(PlateReading reading) {
    String text = reading.plate().map(Hypothesis::text).orElse(reading.greedy());
    return isPlate()
        && text.length() >= STRANGE_LENGTH
        && Likeness.distance(text, vote.leading()) >= STRANGE_DISTANCE;
  }

  /** The plate has gone, and the track hangs on other writing or on another plate. */
  boolean wentAstray() {
    return strangers >= STRANGE_LOOKS;
  }

  /** When the plate itself was last read or seen. */
  long endMicros() {
    return strangers > 0 ? plateMicros : seenMicros;
  }

  /**
   * Whether a box may be this plate again: after a while out of sight it must lie where expected.
   */
  boolean mayBe(Box box, long micros) {
    return micros - seenMicros < SHORT_LOSS_MICROS || expected(micros).iou(box) >= SURE_IOU;
  }

  /** What made a whole plate of this part before. */
  Optional<Completion> completion() {
    return Optional.ofNullable(completion);
  }

  /** Guesses worth trying on a part that is no plate; counts them. */
  List<Completion> completions(PlateReading part) {
    if (quad.width() > completionWidth * GROWN) {
      completionWidth = quad.width();
      completions = 0;
    }
    if (completion != null || completions >= COMPLETIONS) {
      return List.of();
    }
    List<Completion> guesses = Completion.of(part, quad);
    completions += guesses.isEmpty() ? 0 : 1;
    return guesses;
  }

  /** A guess made a plate of it. */
  void completed(Completion by) {
    completion = by;
  }

  /** It was surely read as a plate of two lines. */
  void readInTwoLines() {
    twoLines = true;
  }

  /** Whether it was surely read so before. */
  boolean hasTwoLines() {
    return twoLines;
  }

  /** Takes over what another track of the same vehicle gathered; the other is spent. */
  void absorb(PlateTrack other, long micros) {
    startMicros = Math.min(startMicros, other.startMicros);
    vote.absorb(other.vote, micros);
    heading.follows(other.heading);
    if (!isTold()) {
      passage = other.passage;
      told = other.told;
      toldMicros = other.toldMicros;
      decisions = other.decisions;
    }
  }

  /** The name of the passage, made when it is first asked for. */
  String passage(Supplier<String> ids) {
    if (passage == null) {
      passage = ids.get();
    }
    return passage;
  }

  /** It shows what was told already, or is being told of by another track. */
  void knownAs(String text) {
    known = text;
  }

  /** Whether that is known of it, and this is alike. */
  boolean isKnownAs(String text) {
    return known != null && Likeness.alike(known, text);
  }

  /** Whether it was told to be decided. */
  boolean isTold() {
    return told != null;
  }

  /** What was told to be decided; empty before. */
  String told() {
    return told == null ? "" : told.text();
  }

  /**
   * Whether that was not told yet: another text, or the same one after a person was to look at it
   * because a character was uncertain, which it is not any more.
   */
  boolean isNews(PlateVote.Verdict verdict) {
    return told == null || !verdict.text().equals(told.text()) || verdict.confirms(told);
  }

  /** This is being told to be decided. */
  void tell(PlateVote.Verdict verdict, long micros) {
    told = verdict;
    toldMicros = micros;
    decisions++;
  }

  /** How often it was told to be decided, corrections and confirmations with it. */
  int decisions() {
    return decisions;
  }

  /** What there is to say of it in the end: what has won, else what was told. */
  Optional<PlateVote.Verdict> last() {
    return vote.verdict().or(() -> Optional.ofNullable(told));
  }

  /** When that text was decided, or had first won the vote. */
  long decidedMicros(String text) {
    return text.equals(told()) ? toldMicros : vote.decidedMicros();
  }

  /** Whether it was read as a plate at least once. */
  boolean isPlate() {
    return vote.frames() > 0;
  }

  /** Whether signs were read there that no plate has, and no plate yet. */
  boolean isForeign() {
    return foreign && !isPlate();
  }

  /** Whether it looks like writing that is no plate. */
  boolean isWriting() {
    return !isPlate() && misreads >= (foreign ? PATIENCE : LONG_PATIENCE);
  }

  /** Whether a look at it alone is worth its price. */
  boolean wantsLook(long micros) {
    return !isWriting() || (!foreign && wantsReading(micros));
  }

  /** Where it was first seen. */
  Box first() {
    return first;
  }

  /**
   * Whether it shows the plate of another track, which was lost: nearly the same text near by, or a
   * text that differs in look-alikes alone.
   */
  boolean continues(PlateTrack lost, long micros) {
    String before = lost.vote.leading();
    String now = vote.leading();
    return Likeness.alike(before, now)
        || (Likeness.same(before, now) && lost.expected(micros).iou(quad.bounds()) > 0);
  }

  Box expected(long micros) {
    return motion.predict(micros);
  }

  Quad quad() {
    return quad;
  }

  PlateVote vote() {
    return vote;
  }

  BestShot best() {
    return best;
  }

  Direction direction() {
    return heading.direction();
  }

  long startMicros() {
    return startMicros;
  }

  long seenMicros() {
    return seenMicros;
  }

  @Override
  public void close() {
    best.close();
  }
}
