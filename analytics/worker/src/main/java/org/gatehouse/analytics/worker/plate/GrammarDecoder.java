package org.gatehouse.analytics.worker.plate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * CTC prefix beam search that follows only texts which some plate format allows. It chooses among
 * what the recogniser saw and says how likely each choice is; whether that is close enough to what
 * was seen without any format is judged by {@link PlateReading}. Remembers which prefixes are
 * legal: used by one thread.
 */
public final class GrammarDecoder {
  private static final int BEAM = 16;
  private static final int RESULTS = 8;

  /** Characters less likely than this at a step are not tried. */
  private static final float MIN_PROBABILITY = 2e-5f;

  /** A character that is on no plate may be passed over at this price. */
  private static final float FOREIGN_SHARE = 0.03f;

  /** Before the first character it is a country's strip or a frame, and costs little. */
  private static final float FOREIGN_SHARE_BEFORE = 0.3f;

  /** In a gap any sign may be a sticker or a coat of arms. */
  private static final float STICKER_SHARE = 0.15f;

  private static final double IMPOSSIBLE = Double.NEGATIVE_INFINITY;
  private static final int MEMORY = 20_000;
  private static final int ILLEGAL = 0;
  private static final int LEGAL = 1;
  private static final int GAP = 2;

  private final FormatSet formats;
  private final Map<String, Integer> known = new HashMap<>();

  /** For the formats of one lane. */
  public GrammarDecoder(FormatSet formats) {
    this.formats = formats;
  }

  /** Legal texts, most likely first. */
  public List<Hypothesis> decode(CtcMatrix matrix) {
    List<Beam> beams = List.of(new Beam("", 0, IMPOSSIBLE));
    for (int t = 0; t < matrix.steps(); t++) {
      beams = step(beams, matrix.probabilities()[t], matrix.other()[t]);
    }
    Map<String, Double> texts = new LinkedHashMap<>();
    for (Beam beam : beams) {
      texts.merge(PlateAlphabet.canonical(beam.text), beam.total(), GrammarDecoder::add);
    }
    List<Hypothesis> hypotheses = new ArrayList<>();
    texts.keySet().removeIf(GrammarDecoder::isNumberInDisguise);
    texts.forEach(
        (text, log) ->
            formats
                .match(text)
                .ifPresent(m -> hypotheses.add(new Hypothesis(text, m, log - m.penalty()))));
    hypotheses.sort(Comparator.comparingDouble(Hypothesis::log).reversed());
    return hypotheses.subList(0, Math.min(RESULTS, hypotheses.size()));
  }

  /** A date becomes no plate by an O and an I for 0 and 1. */
  private static boolean isNumberInDisguise(String text) {
    return text.chars().allMatch(c -> (c >= '0' && c <= '9') || c == 'O' || c == 'I')
        && text.chars().anyMatch(c -> c >= 'A');
  }

  private List<Beam> step(List<Beam> beams, float[] row, float foreign) {
    Map<String, Beam> next = new LinkedHashMap<>();
    float other = foreign;
    for (int c = 1; c < row.length; c++) {
      other += formats.knows(c) ? 0 : row[c];
    }
    int[] candidates = candidates(row);
    for (Beam beam : beams) {
      Beam same = next.computeIfAbsent(beam.text, Beam::new);
      same.blank = add(same.blank, beam.total() + nothing(beam.text, row[0], other));
      for (int c : candidates) {
        char character = PlateAlphabet.character(c);
        double p = Math.log(row[c]);
        if (beam.endsWith(character)) {
          same.filled = add(same.filled, beam.filled + p);
          extend(next, beam.text + character, beam.blank + p);
        } else {
          extend(next, beam.text + character, beam.total() + p);
        }
      }
    }
    return next.values().stream()
        .sorted(Comparator.comparingDouble(Beam::total).reversed())
        .limit(BEAM)
        .toList();
  }

  /** What it costs to see no character in a step. */
  private double nothing(String text, float blank, float other) {
    float share =
        text.isEmpty() ? blank + FOREIGN_SHARE_BEFORE * other : blank + FOREIGN_SHARE * other;
    if (traits(text) == GAP) {
      share = Math.max(share, blank + STICKER_SHARE * (1 - blank));
    }
    return Math.log(Math.max(1e-9, share));
  }

  private void extend(Map<String, Beam> next, String text, double log) {
    if (log > IMPOSSIBLE && isLegal(text)) {
      Beam beam = next.computeIfAbsent(text, Beam::new);
      beam.filled = add(beam.filled, log);
    }
  }

  private boolean isLegal(String text) {
    return traits(text) != ILLEGAL;
  }

  private int traits(String text) {
    if (known.size() > MEMORY) {
      known.clear();
    }
    return known.computeIfAbsent(
        text,
        t -> {
          if (!formats.begins(t)) {
            return ILLEGAL;
          }
          return formats.hasGapAfter(t) ? GAP : LEGAL;
        });
  }

  private static int[] candidates(float[] row) {
    int[] found = new int[row.length];
    int count = 0;
    for (int c = 1; c < row.length; c++) {
      if (row[c] >= MIN_PROBABILITY) {
        found[count++] = c;
      }
    }
    return Arrays.copyOf(found, count);
  }

  private static double add(double a, double b) {
    if (a == IMPOSSIBLE) {
      return b;
    }
    if (b == IMPOSSIBLE) {
      return a;
    }
    double high = Math.max(a, b);
    return high + Math.log1p(Math.exp(Math.min(a, b) - high));
  }

  /** A text so far, by whether its last step was nothing or a character. */
  private static final class Beam {
    private final String text;
    private double blank;
    private double filled;

    Beam(String text) {
      this(text, IMPOSSIBLE, IMPOSSIBLE);
    }

    Beam(String text, double blank, double filled) {
      this.text = text;
      this.blank = blank;
      this.filled = filled;
    }

    double total() {
      return add(blank, filled);
    }

    boolean endsWith(char character) {
      return !text.isEmpty() && text.charAt(text.length() - 1) == character;
    }
  }
}
