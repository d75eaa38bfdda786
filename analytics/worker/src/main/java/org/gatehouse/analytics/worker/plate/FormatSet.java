package org.gatehouse.analytics.worker.plate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.gatehouse.contract.config.ConfigException;

/** The plate formats that count at one lane, most expected region first. Immutable. */
public final class FormatSet {
  private static final String CHINA = "CN";
  private static final String EUROPE = "EU";
  private static final String UNITED_STATES = "US";
  private static final String BRAZIL = "BR";
  private static final String GENERIC = "GENERIC";

  /** All regions, for pictures of unknown origin. */
  public static final List<String> EVERYWHERE =
      List.of(CHINA, EUROPE, UNITED_STATES, BRAZIL, GENERIC);

  /** A format that says little must not win over one that says much, by this logarithm. */
  private static final double GENERIC_PENALTY = 2.5;

  private final List<PlateFormat> formats;

  private final boolean[] alphabet = new boolean[PlateAlphabet.SIZE];

  private FormatSet(List<PlateFormat> formats) {
    this.formats = List.copyOf(formats);
    this.formats.forEach(format -> format.addTo(alphabet));
  }

  /** Whether plates of mainland China are among them. */
  public boolean isChinese() {
    return knows(PlateAlphabet.number(PlateAlphabet.PROVINCES.charAt(0)));
  }

  /**
   * The formats of regions.
   *
   * @param regions {@code CN}, {@code EU}, country codes, {@code US}, {@code BR}, {@code GENERIC};
   *     an empty list means {@code CN}
   * @throws ConfigException for a region that is not known
   */
  public static FormatSet of(List<String> regions) {
    List<PlateFormat> formats = new ArrayList<>();
    for (String region : new LinkedHashSet<>(regions.isEmpty() ? List.of(CHINA) : regions)) {
      formats.addAll(region(region.strip().toUpperCase(Locale.ROOT)));
    }
    return new FormatSet(formats);
  }

  private static List<PlateFormat> region(String region) {
    return switch (region) {
      case CHINA -> ChinaFormats.all();
      case EUROPE -> EuropeFormats.all();
      case UNITED_STATES -> UnitedStatesFormats.all();
      case BRAZIL -> BrazilFormats.all();
      case GENERIC -> lengths(GENERIC, 4, 9, GENERIC_PENALTY);
      default -> {
        List<PlateFormat> country = EuropeFormats.of(region);
        if (country.isEmpty()) {
          throw new ConfigException(
              "plate region '%s' is not known; known are CN, EU, US, BR, GENERIC and the countries %s"
                  .formatted(region, String.join(", ", EuropeFormats.countries())));
        }
        yield country;
      }
    };
  }

  /**
   * Letters and digits in any order; without a digit a brand name would pass, without a letter a
   * time.
   */
  private static List<PlateFormat> lengths(String region, int from, int to, double penalty) {
    List<PlateFormat> formats = new ArrayList<>();
    for (int length = from; length <= to; length++) {
      formats.add(
          PlateFormat.of(region, "standard", "N".repeat(length))
              .withDigits(1)
              .withPenalty(penalty));
    }
    return formats;
  }

  /** Whether some plate begins so. */
  public boolean begins(String text) {
    return formats.stream().anyMatch(format -> format.begins(text));
  }

  /** Whether a sticker or a coat of arms may follow {@code text}. */
  boolean hasGapAfter(String text) {
    return formats.stream().anyMatch(format -> format.hasGapAfter(text));
  }

  /** Whether a character, by its number, is on some of these plates. */
  boolean knows(int number) {
    return alphabet[number];
  }

  /**
   * The format of a plate: the best believed one, the earlier region among equals. When it fits
   * several European countries the region is {@code EU}: the characters alone do not tell which.
   */
  public Optional<Match> match(String text) {
    PlateFormat best = null;
    Set<String> countries = new TreeSet<>();
    for (PlateFormat format : formats) {
      if (!format.matches(text)) {
        continue;
      }
      if (best == null || format.penalty() < best.penalty()) {
        best = format;
      }
      if (EuropeFormats.countries().contains(format.region())) {
        countries.add(format.region());
      }
    }
    if (best == null) {
      return Optional.empty();
    }
    boolean ambiguous = countries.size() > 1 && countries.contains(best.region());
    String region = ambiguous ? EUROPE : best.region();
    return Optional.of(new Match(region, best.kind(), best.penalty()));
  }

  /**
   * What a text is.
   *
   * @param region the format's region
   * @param kind the format's kind
   * @param penalty how much less it is believed, a natural logarithm
   */
  public record Match(String region, String kind, double penalty) {}
}
