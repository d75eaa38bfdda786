package org.gatehouse.analytics.worker.plate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Reads one place of a picture as often as it takes: a sure reading costs one look; in doubt the
 * place is cut out in other ways, as the lower line of two or as a part of a plate. Used by one
 * thread.
 */
final class CarefulReader {
  /** Beyond this a second look would change nothing. */
  private static final double SURE = 0.85;

  /** So sure a guess about what the detector missed must be. */
  private static final double GUESSED = 0.5;

  private static final int MIN_CHARACTERS = 4;
  private static final int MAX_CHARACTERS = 12;

  private final PlateReader reader;
  private final OtherCuts cuts;
  private final Effort effort;

  CarefulReader(PlateReader reader, Effort effort) {
    this.reader = reader;
    this.cuts = new OtherCuts(reader);
    this.effort = effort;
  }

  /**
   * Reads a place.
   *
   * @param boxes ways in which the detector boxed it, best first; at least one
   */
  PlateLook read(Mat bgr, List<Quad> boxes) {
    List<PlateLook> looks = new ArrayList<>();
    for (Quad box : boxes) {
      PlateLook look = new PlateLook(reader.read(bgr, box), box);
      if (look.confidence() >= SURE || effort == Effort.ONE_LOOK) {
        return look;
      }
      looks.add(look);
    }
    PlateLook best = best(looks);
    if (mayBePlate(best.reading())) {
      best = manyCuts(bgr, best, looks);
    }
    return best.confidence() >= GUESSED ? best : better(best, guesses(bgr, looks));
  }

  private static PlateLook best(List<PlateLook> looks) {
    return looks.stream()
        .max(
            Comparator.comparingDouble(PlateLook::confidence)
                .thenComparing(look -> look.reading().legibility()))
        .orElseThrow();
  }

  private static PlateLook better(PlateLook one, List<PlateLook> others) {
    List<PlateLook> all = new ArrayList<>(others);
    all.removeIf(look -> look.confidence() < GUESSED);
    all.addFirst(one);
    return best(all);
  }

  private static boolean mayBePlate(PlateReading reading) {
    return reading.greedy().length() >= MIN_CHARACTERS
        && reading.greedy().length() <= MAX_CHARACTERS
        && !reading.hypotheses().isEmpty();
  }

  private PlateLook manyCuts(Mat bgr, PlateLook best, List<PlateLook> looks) {
    List<PlateReading> readings = looks.stream().map(PlateLook::reading).toList();
    return new PlateLook(cuts.all(bgr, best.quad(), readings), best.quad());
  }

  /** What it may be besides one whole line. */
  private List<PlateLook> guesses(Mat bgr, List<PlateLook> looks) {
    List<PlateLook> guesses = new ArrayList<>();
    for (PlateLook look : looks) {
      Quad box = look.quad();
      if (TwoLinePlate.isLowerLine(look.reading(), box)) {
        guesses.add(new PlateLook(reader.readTwoLines(bgr, box), box));
      }
      for (Completion completion : Completion.of(look.reading(), box)) {
        Quad whole = completion.apply(box);
        guesses.add(new PlateLook(reader.read(bgr, whole), whole));
      }
    }
    return guesses;
  }

  /**
   * Reads two boxes as one plate: an upper and a lower line, or the parts of one line.
   *
   * @return empty where they do not lie so, or are no plate so
   */
  Optional<PlateLook> readTogether(Mat bgr, PlateLook one, PlateLook other) {
    Optional<PlateLook> look = Optional.empty();
    if (TwoLinePlate.isAbove(one.quad(), other.quad())) {
      Quad both = one.quad().upTo(other.quad());
      look = Optional.of(new PlateLook(reader.readTwoLines(bgr, one.quad(), other.quad()), both));
    } else if (one.quad().isContinuedBy(other.quad())) {
      look = Optional.of(read(bgr, List.of(one.quad().joined(other.quad()))));
    }
    return look.filter(l -> l.confidence() >= GUESSED);
  }
}
