package org.gatehouse.analytics.worker.plate;

import java.util.List;
import java.util.Optional;

/**
 * What one look at one plate says.
 *
 * @param greedy what was read without regard to formats
 * @param greedyLog natural logarithm of that reading's probability
 * @param hypotheses legal plates, most likely first
 */
public record PlateReading(String greedy, double greedyLog, List<Hypothesis> hypotheses) {
  /**
   * A legal text may be this much less likely than the free reading. exp(-5) is two look-alikes
   * taken second best; inventing a plate out of other writing costs far more.
   */
  static final double MAX_DISTANCE = 5;

  /** Best-path probability by character, below which nothing legible was seen. */
  private static final double MIN_CHARACTER_LOG = -0.9;

  /** Reads a matrix by the formats of a decoder. */
  public static PlateReading of(CtcMatrix matrix, GrammarDecoder decoder) {
    if (matrix.greedy().isEmpty()) {
      return new PlateReading("", matrix.greedyLog(), List.of());
    }
    return new PlateReading(matrix.greedy(), matrix.greedyLog(), decoder.decode(matrix));
  }

  /** The plate, if a legal text is close to what was seen. */
  public Optional<Hypothesis> plate() {
    return hypotheses.stream().findFirst().filter(h -> refusal(h) == Refusal.NONE);
  }

  /** Whether the plate is believed more than everything else together. */
  public boolean isConvincing() {
    return plate().map(this::share).orElse(0.0) > 0.5;
  }

  /** Why there is no plate here. */
  public Refusal refusal() {
    return hypotheses.isEmpty() ? Refusal.NO_FORMAT : refusal(hypotheses.getFirst());
  }

  private Refusal refusal(Hypothesis best) {
    if (greedy.chars().noneMatch(c -> c >= '0' && c <= '9')) {
      return Refusal.NO_DIGIT;
    }
    if (greedyLog / best.text().length() < MIN_CHARACTER_LOG) {
      return Refusal.ILLEGIBLE;
    }
    return distance(best) > MAX_DISTANCE ? Refusal.FAR_FROM_SEEN : Refusal.NONE;
  }

  private double distance(Hypothesis hypothesis) {
    return greedyLog - hypothesis.match().penalty() - hypothesis.log();
  }

  /**
   * How much of the belief a hypothesis has, 0 to 1: against the others, and against the free
   * reading where that is no legal plate.
   */
  public double share(Hypothesis hypothesis) {
    double top = Math.max(greedyLog, hypotheses.getFirst().log());
    String seen = twins(greedy);
    boolean legal = hypotheses.stream().anyMatch(h -> twins(h.text()).equals(seen));
    double sum = legal ? 0 : Math.exp(greedyLog - top);
    for (Hypothesis other : hypotheses) {
      sum += Math.exp(other.log() - top);
    }
    return Math.exp(hypothesis.log() - top) / sum;
  }

  /** Texts that differ only in O and 0, I and 1 are one here. */
  private static String twins(String text) {
    return text.replace('O', '0').replace('I', '1');
  }

  /** Why a text is not taken for a plate. */
  public enum Refusal {
    /** It is one. */
    NONE,
    /** Nothing legal came near. */
    NO_FORMAT,
    /** A legal text would have to be invented. */
    FAR_FROM_SEEN,
    /** A word: TAXI would pass for TAX1, TOYOTA for TOY0TA. */
    NO_DIGIT,
    /** Too blurred or too small. */
    ILLEGIBLE
  }
}
