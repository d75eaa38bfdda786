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

  /** Before the rest of a Chinese plate a letter is unlikely: an M is 川 there, if anything. */
  private static final double LETTER_PRICE = 3;

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
    if (isNumber(best.text()) && !best.text().equals(greedy)) {
      return Refusal.FAR_FROM_SEEN;
    }
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

  /** Digits alone are so much other writing that nothing may be read into or out of them. */
  private static boolean isNumber(String text) {
    return twins(text).chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** The share of a hypothesis and of those that differ in look-alikes O and 0, I and 1 only. */
  double shareOfTwins(Hypothesis hypothesis) {
    String wanted = twins(hypothesis.text());
    return hypotheses.stream()
        .filter(other -> twins(other.text()).equals(wanted))
        .mapToDouble(this::share)
        .sum();
  }

  /** Mean natural logarithm of the characters' probability, 0 for a perfectly sure reading. */
  double legibility() {
    return greedyLog / Math.max(1, greedy.length());
  }

  /**
   * How much of the belief a hypothesis has, 0 to 1: against the others, and against the free
   * reading where that is no legal plate.
   */
  public double share(Hypothesis hypothesis) {
    double top = Math.max(greedyLog, hypotheses.getFirst().log());
    boolean legal = hypotheses.stream().anyMatch(h -> isSeen(h.text()));
    double sum =
        legal ? 0 : Math.exp(greedyLog - top - (isSeenButForProvince() ? LETTER_PRICE : 0));
    for (Hypothesis other : hypotheses) {
      sum += Math.exp(other.log() - top);
    }
    return Math.exp(hypothesis.log() - top) / sum;
  }

  /** Whether a text is the free reading itself, but for a sticker or a strip beside the text. */
  private boolean isSeen(String text) {
    String seen = twins(greedy.replace(String.valueOf(CtcMatrix.FOREIGN), ""));
    String wanted = twins(text);
    return seen.equals(wanted)
        || (seen.length() == wanted.length() + 1 && isPart(wanted, seen) && !hasProvince(text));
  }

  /** Whether a letter or a digit stands where a plate, seen for the rest, has its province. */
  private boolean isSeenButForProvince() {
    return !greedy.isEmpty()
        && greedy.charAt(0) < 128
        && hypotheses.stream()
            .map(Hypothesis::text)
            .anyMatch(
                text ->
                    text.length() == greedy.length()
                        && hasProvince(text)
                        && twins(text.substring(1)).equals(twins(greedy.substring(1))));
  }

  private static boolean hasProvince(String text) {
    return PlateAlphabet.PROVINCES.indexOf(text.charAt(0)) >= 0;
  }

  /**
   * Whether a text is another one with characters struck out, or their twins O and 0, I and 1.
   * Where a plate has room for a sticker, each look at it says so much for such a text.
   */
  public static boolean isStruckOutOf(String whole, String part) {
    return part.length() < whole.length()
        && !hasProvince(whole)
        && isPart(twins(part), twins(whole));
  }

  /** Whether {@code part} is left when characters of {@code whole} are struck out. */
  private static boolean isPart(String part, String whole) {
    int at = 0;
    for (int i = 0; i < whole.length() && at < part.length(); i++) {
      at += whole.charAt(i) == part.charAt(at) ? 1 : 0;
    }
    return at == part.length();
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
    ILLEGIBLE,
    /** Legal and seen, but other readings are nearly as likely. */
    IN_DOUBT,
    /** Another plate of the picture makes it unlikely. */
    BESIDE_ANOTHER
  }
}
