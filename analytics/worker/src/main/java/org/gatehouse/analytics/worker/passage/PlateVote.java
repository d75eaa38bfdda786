package org.gatehouse.analytics.worker.passage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.analytics.worker.plate.FormatSet;
import org.gatehouse.analytics.worker.plate.Hypothesis;
import org.gatehouse.analytics.worker.plate.PlateReading;
import org.gatehouse.contract.vision.PlateCharacter;

/**
 * The vote of one vehicle's frames on its plate. Each frame gives its weight to every legal reading
 * by the belief in it; readings of one length vote by position, so that two frames which each
 * misread another character still agree. Belongs to its track's thread.
 */
final class PlateVote {
  /** So much weight must lie behind the winner: two fair looks at a plate, or one very good one. */
  private static final double ENOUGH = 0.6;

  private static final int MIN_FRAMES = 2;
  private static final double MIN_SHARE = 0.35;
  private static final double SURE_WEIGHT = 2.5;
  private static final double SURE_SHARE = 0.9;
  private static final int MAX_ALTERNATIVES = 3;

  /** How often the recogniser is sure of a character that is another, whatever it says itself. */
  private static final double SURELY_WRONG = 0.03;

  /** The same for a province: one small, dense sign among thirty alike. */
  private static final double SURELY_WRONG_PROVINCE = 0.05;

  /**
   * What tells signs apart is pixels: looks at a plate that was half as wide say an eighth as much.
   */
  private static final double DETAIL = 3;

  /** By less than this one box does not make the looks before it count: it may be too wide. */
  private static final double LEAST_KEPT = 0.3;

  private static final int FIRST_IDEOGRAPH = 0x2e80;

  private final FormatSet formats;
  private final Map<Integer, Ballot> ballots = new HashMap<>();
  private String leader = "";
  private long leaderSinceMicros;
  private int frames;
  private double widest;

  PlateVote(FormatSet formats) {
    this.formats = formats;
  }

  /** The plate is so wide now, in pixels; what smaller ones said counts less from now on. */
  void seenAt(double width) {
    if (width > widest) {
      double factor = Math.max(LEAST_KEPT, Math.pow(widest / width, DETAIL));
      ballots.values().forEach(ballot -> ballot.fade(factor));
      widest = width;
    }
  }

  /**
   * A frame speaks.
   *
   * @param weight how well the plate was to be seen, about 1 for a good look
   * @param trust how much the recogniser's own belief is to be trusted, 1 for a good look that is
   *     independent of the others
   */
  void add(PlateReading reading, double weight, double trust, long micros) {
    if (reading.plate().isEmpty()) {
      return;
    }
    frames++;
    for (Hypothesis hypothesis : reading.hypotheses()) {
      double share = reading.share(hypothesis);
      if (share > 0.001) {
        ballot(hypothesis.text().length()).add(hypothesis.text(), weight * share);
      }
    }
    ballot(reading.hypotheses().getFirst().text().length()).total += weight;
    testify(reading, trust);
    follow(micros);
  }

  /**
   * Adds what the look says for each character, as logarithms of likelihoods. That a character may
   * be a sticker is as likely in each look, so no number of looks decides it: it counts for
   * nothing.
   */
  private void testify(PlateReading reading, double trust) {
    Map<Integer, List<Map<Character, Double>>> beliefs = new HashMap<>();
    String best = reading.hypotheses().getFirst().text();
    List<Hypothesis> whole =
        reading.hypotheses().stream()
            .filter(hypothesis -> !PlateReading.isStruckOutOf(best, hypothesis.text()))
            .toList();
    double all = reading.hypotheses().stream().mapToDouble(reading::share).sum();
    double kept = whole.stream().mapToDouble(reading::share).sum();
    for (Hypothesis hypothesis : whole) {
      String text = hypothesis.text();
      double share = reading.share(hypothesis) * all / kept;
      List<Map<Character, Double>> belief =
          beliefs.computeIfAbsent(text.length(), PlateVote::positions);
      for (int i = 0; i < text.length(); i++) {
        belief.get(i).merge(text.charAt(i), share, Double::sum);
      }
    }
    beliefs.forEach((length, belief) -> ballot(length).testify(belief, trust));
  }

  private static List<Map<Character, Double>> positions(int length) {
    List<Map<Character, Double>> positions = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      positions.add(new HashMap<>());
    }
    return positions;
  }

  /** Takes over what another track of the same vehicle gathered. */
  void absorb(PlateVote other, long micros) {
    frames += other.frames;
    widest = Math.max(widest, other.widest);
    other.ballots.forEach((length, ballot) -> ballot(length).absorb(ballot));
    follow(micros);
  }

  private Ballot ballot(int length) {
    return ballots.computeIfAbsent(length, Ballot::new);
  }

  private void follow(long micros) {
    String now = verdict().map(Verdict::text).orElse("");
    if (!now.equals(leader)) {
      leader = now;
      leaderSinceMicros = micros;
    }
  }

  /** How many frames had a say. */
  int frames() {
    return frames;
  }

  /** Since when the present winner has won. */
  long decidedMicros() {
    return leaderSinceMicros;
  }

  /** What leads, however little lies behind it; empty before the first reading. */
  String leading() {
    return strongest().map(ballot -> ballot.text(formats)).orElse("");
  }

  /** The winner, when enough lies behind it. */
  Optional<Verdict> verdict() {
    if (frames < MIN_FRAMES) {
      return Optional.empty();
    }
    return strongest().flatMap(this::verdict);
  }

  private Optional<Ballot> strongest() {
    return ballots.values().stream().max(Comparator.comparingDouble(b -> b.total));
  }

  private Optional<Verdict> verdict(Ballot ballot) {
    String text = ballot.text(formats);
    Optional<FormatSet.Match> match = formats.match(text);
    if (ballot.total < ENOUGH || match.isEmpty()) {
      return Optional.empty();
    }
    List<PlateCharacter> characters = ballot.characters(text);
    double confidence = confidence(characters);
    return confidence < MIN_SHARE
        ? Optional.empty()
        : Optional.of(
            new Verdict(
                text, match.get(), confidence, characters, ballot.total, risk(ballot, text)));
  }

  /** The sum over the ways to be wrong: another character somewhere, or another length. */
  private double risk(Ballot winner, String text) {
    double other =
        ballots.values().stream().filter(b -> b != winner).mapToDouble(b -> b.evidence).sum();
    double risk = Math.exp(other - winner.evidence);
    for (int i = 0; i < text.length(); i++) {
      risk += Math.exp(-winner.lead(i, text.charAt(i)));
    }
    return Math.min(1, risk);
  }

  private static double confidence(List<PlateCharacter> characters) {
    double log = 0;
    for (PlateCharacter character : characters) {
      log += Math.log(Math.max(1e-6, character.confidence()));
    }
    return Math.exp(log / characters.size());
  }

  /**
   * Who won.
   *
   * @param confidence geometric mean of the characters' shares
   * @param weight what lies behind it
   * @param risk how likely it is misread, 0 to 1
   */
  record Verdict(
      String text,
      FormatSet.Match match,
      double confidence,
      List<PlateCharacter> characters,
      double weight,
      double risk) {
    /** Whether more frames will hardly change it. */
    boolean sure() {
      return weight >= SURE_WEIGHT && !doubtful();
    }

    /** Whether every character is certain enough to open a gate by. */
    boolean certain() {
      return characters.stream().allMatch(PlateCharacter::isCertain);
    }

    /** Whether it says more than that: the same text, certain now. */
    boolean confirms(Verdict before) {
      return text.equals(before.text) && certain() && !before.certain();
    }

    /** Whether frames have disagreed on some character. */
    boolean doubtful() {
      return characters.stream().anyMatch(c -> share(c) < SURE_SHARE);
    }

    /** With what is of the same shape: frames do not disagree about that. */
    private static double share(PlateCharacter character) {
      char shape = character.text().charAt(0);
      return character.confidence()
          + character.alternatives().stream()
              .filter(other -> Likeness.twins(other.text().charAt(0), shape))
              .mapToDouble(PlateCharacter.Alternative::confidence)
              .sum();
    }
  }

  /** The votes for texts of one length. */
  private static final class Ballot {
    private final List<Map<Character, Double>> positions;
    private final List<Map<Character, Double>> testimonies;
    private final Map<String, Double> texts = new LinkedHashMap<>();
    private double total;

    /** What is said for a plate of this length, as the logarithm of a likelihood. */
    private double evidence;

    Ballot(int length) {
      positions = PlateVote.positions(length);
      testimonies = PlateVote.positions(length);
    }

    void testify(List<Map<Character, Double>> belief, double trust) {
      for (int i = 0; i < belief.size(); i++) {
        for (Map.Entry<Character, Double> entry : belief.get(i).entrySet()) {
          double log = log(entry.getValue(), surelyWrong(entry.getKey()));
          testimonies.get(i).merge(entry.getKey(), trust * log, Double::sum);
        }
      }
      double mine = belief.getFirst().values().stream().mapToDouble(Double::doubleValue).sum();
      evidence += trust * log(mine, SURELY_WRONG);
    }

    private static double surelyWrong(char character) {
      return character >= FIRST_IDEOGRAPH ? SURELY_WRONG_PROVINCE : SURELY_WRONG;
    }

    /** Of a belief against none, by a recogniser that is sometimes surely wrong. */
    private static double log(double belief, double wrong) {
      return Math.log1p((1 - wrong) / wrong * belief);
    }

    /** What was said so far counts less. */
    void fade(double factor) {
      evidence *= factor;
      testimonies.forEach(said -> said.replaceAll((character, log) -> log * factor));
    }

    void add(String text, double weight) {
      texts.merge(text, weight, Double::sum);
      for (int i = 0; i < positions.size(); i++) {
        positions.get(i).merge(text.charAt(i), weight, Double::sum);
      }
    }

    void absorb(Ballot other) {
      total += other.total;
      evidence += other.evidence;
      other.texts.forEach((text, weight) -> texts.merge(text, weight, Double::sum));
      for (int i = 0; i < positions.size(); i++) {
        Map<Character, Double> mine = positions.get(i);
        other.positions.get(i).forEach((c, weight) -> mine.merge(c, weight, Double::sum));
        Map<Character, Double> said = testimonies.get(i);
        other.testimonies.get(i).forEach((c, log) -> said.merge(c, log, Double::sum));
      }
    }

    /** The best character of each position, or the best whole text where those form no plate. */
    String text(FormatSet formats) {
      StringBuilder text = new StringBuilder();
      for (Map<Character, Double> position : positions) {
        position.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .ifPresent(entry -> text.append(entry.getKey().charValue()));
      }
      if (formats.match(text.toString()).isPresent()) {
        return text.toString();
      }
      return texts.entrySet().stream()
          .max(Map.Entry.comparingByValue())
          .map(Map.Entry::getKey)
          .orElse("");
    }

    /**
     * By how much a character leads over the next at a position, as the logarithm of the odds. O
     * and 0 are one shape, and I and 1: no look ever tells them apart, so nothing is gained by
     * waiting for one.
     */
    double lead(int position, char character) {
      double mine = 0;
      double next = 0;
      for (Map.Entry<Character, Double> entry : testimonies.get(position).entrySet()) {
        if (Likeness.twins(entry.getKey(), character)) {
          mine = Math.max(mine, entry.getValue());
        } else {
          next = Math.max(next, entry.getValue());
        }
      }
      return mine - next;
    }

    List<PlateCharacter> characters(String text) {
      List<PlateCharacter> characters = new ArrayList<>();
      for (int i = 0; i < positions.size(); i++) {
        characters.add(character(text.charAt(i), positions.get(i)));
      }
      return characters;
    }

    private PlateCharacter character(char winner, Map<Character, Double> position) {
      List<PlateCharacter.Alternative> others =
          position.entrySet().stream()
              .filter(entry -> entry.getKey() != winner)
              .sorted(Map.Entry.<Character, Double>comparingByValue().reversed())
              .limit(MAX_ALTERNATIVES)
              .map(e -> new PlateCharacter.Alternative(e.getKey().toString(), share(e.getValue())))
              .filter(alternative -> alternative.confidence() >= 0.01)
              .toList();
      return new PlateCharacter(
          String.valueOf(winner), share(position.getOrDefault(winner, 0.0)), others);
    }

    private double share(double weight) {
      return total <= 0 ? 0 : Math.min(1, weight / total);
    }
  }
}
