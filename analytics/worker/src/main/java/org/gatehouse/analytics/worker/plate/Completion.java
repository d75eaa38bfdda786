package org.gatehouse.analytics.worker.plate;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A guess at where the rest of a plate is when the detector boxed only a part of it, as happens
 * with dark plates and wide gaps. Whether the guess was right is judged by reading again. Pure.
 *
 * @param left how much longer to the left, in widths of the part
 * @param right how much longer to the right
 */
public record Completion(double left, double right) {
  private static final int WHOLE = 7;
  private static final int MIN_PART = 4;

  /** A box wider than this is a whole plate already. */
  private static final double MAX_ASPECT = 4.2;

  /** Less certain text, by character as a natural logarithm, is not worth a second reading. */
  private static final double MIN_CHARACTER_LOG = -0.7;

  /** Gaps and margins between characters, against a bare share of the width. */
  private static final double SLACK = 1.2;

  /** What stands behind the gap of a new-energy plate, and how long the rest is, gap included. */
  private static final Pattern ENERGY_SERIAL = Pattern.compile("[0-9]{5}[A-K]|[A-K][0-9]{5}");

  private static final double ENERGY_MISSING = 0.48;

  /** Guesses for a reading that is no plate, best first; none when it is no part of one either. */
  public static List<Completion> of(PlateReading reading, Quad quad) {
    String text = reading.greedy();
    int length = text.length();
    if (length < MIN_PART
        || length >= WHOLE
        || text.indexOf(CtcMatrix.FOREIGN) >= 0
        || quad.width() > MAX_ASPECT * quad.height()
        || reading.greedyLog() / length < MIN_CHARACTER_LOG) {
      return List.of();
    }
    if (ENERGY_SERIAL.matcher(text).matches()) {
      return List.of(
          new Completion(ENERGY_MISSING, 0.05), new Completion(0.05, ENERGY_MISSING / 2));
    }
    double missing = (WHOLE - length) * SLACK / length;
    if (PlateAlphabet.PROVINCES.indexOf(text.charAt(0)) >= 0) {
      return List.of(new Completion(0.05, missing));
    }
    return length == WHOLE - 1
        ? List.of(new Completion(missing, 0.05))
        : List.of(new Completion(missing, 0.05), new Completion(missing / 2, missing / 2));
  }

  /** The box of the whole. */
  public Quad apply(Quad part) {
    return part.widened(left, right);
  }
}
