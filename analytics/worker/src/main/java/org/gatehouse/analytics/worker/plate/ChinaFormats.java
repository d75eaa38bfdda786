package org.gatehouse.analytics.worker.plate;

import java.util.ArrayList;
import java.util.List;

/**
 * Plates of mainland China (GA 36-2018): seven characters, eight on new-energy vehicles. Serial
 * numbers have no I and no O, and at most two letters. An O behind the province (police and
 * government) is told as 0: both are written alike, see {@link PlateAlphabet#canonical}.
 *
 * <p>Fire brigades (X), those of forests (S) and their ministry have plates of their own with 应急
 * behind the number, since 2019.
 *
 * <p>Public pictures to learn from show 皖 far more often than roads do, and a recogniser that
 * cannot tell a blurred province says 皖: it is believed a little less than the others.
 */
final class ChinaFormats {
  private static final String REGION = "CN";
  private static final double COMMON_PENALTY = 1;

  private ChinaFormats() {}

  static List<PlateFormat> all() {
    List<PlateFormat> formats = new ArrayList<>();
    add(formats, "standard", "^@XXXXX", 2, 0);
    add(formats, "standard", "^[0O]@XXXX", 2, 0);
    add(formats, "standard", "^@XXXXX", Integer.MAX_VALUE, 3);
    add(formats, "new-energy", "^@[ABCDEFGHJK]X9999", Integer.MAX_VALUE, 0);
    add(formats, "new-energy", "^@99999[ABCDEFGHJK]", Integer.MAX_VALUE, 0);
    add(formats, "police", "^@XXXX警", 2, 0);
    add(formats, "learner", "^@XXXX学", 2, 0);
    add(formats, "trailer", "^@XXXX挂", 2, 0);
    add(formats, "cross-border", "粤ZXXXX[港澳]", 2, 0);
    add(formats, "consulate", "^@XXXX领", 2, 0);
    add(formats, "rescue", "^[XS]9999应急", Integer.MAX_VALUE, 0);
    add(formats, "rescue", "京99999应急", Integer.MAX_VALUE, 0);
    add(formats, "embassy", "使999999", Integer.MAX_VALUE, 0);
    add(formats, "embassy", "999999使", Integer.MAX_VALUE, 0);
    return List.copyOf(formats);
  }

  private static void add(
      List<PlateFormat> formats, String kind, String pattern, int serialLetters, double penalty) {
    formats.add(
        PlateFormat.of(REGION, kind, pattern)
            .withSerialLetters(serialLetters)
            .withPenalty(penalty));
    if (pattern.startsWith("^")) {
      formats.add(
          PlateFormat.of(REGION, kind, PlateFormat.COMMON + pattern.substring(1))
              .withSerialLetters(serialLetters)
              .withPenalty(penalty + COMMON_PENALTY));
    }
  }
}
