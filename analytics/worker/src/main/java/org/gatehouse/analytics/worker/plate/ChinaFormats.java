package org.gatehouse.analytics.worker.plate;

import java.util.List;

/**
 * Plates of mainland China (GA 36-2018): seven characters, eight on new-energy vehicles. Serial
 * numbers have no I and no O, and at most two letters. An O behind the province (police and
 * government) is told as 0: both are written alike, see {@link PlateAlphabet#canonical}.
 */
final class ChinaFormats {
  private static final String REGION = "CN";

  private ChinaFormats() {}

  static List<PlateFormat> all() {
    return List.of(
        PlateFormat.of(REGION, "standard", "^@XXXXX").withSerialLetters(2),
        PlateFormat.of(REGION, "standard", "^[0O]@XXXX").withSerialLetters(2),
        PlateFormat.of(REGION, "standard", "^@XXXXX").withPenalty(3),
        PlateFormat.of(REGION, "new-energy", "^@[ABCDEFGHJK]X9999"),
        PlateFormat.of(REGION, "new-energy", "^@99999[ABCDEFGHJK]"),
        PlateFormat.of(REGION, "police", "^@XXXX警").withSerialLetters(2),
        PlateFormat.of(REGION, "learner", "^@XXXX学").withSerialLetters(2),
        PlateFormat.of(REGION, "trailer", "^@XXXX挂").withSerialLetters(2),
        PlateFormat.of(REGION, "cross-border", "粤ZXXXX[港澳]").withSerialLetters(2),
        PlateFormat.of(REGION, "consulate", "^@XXXX领").withSerialLetters(2),
        PlateFormat.of(REGION, "embassy", "使999999"),
        PlateFormat.of(REGION, "embassy", "999999使"));
  }
}
