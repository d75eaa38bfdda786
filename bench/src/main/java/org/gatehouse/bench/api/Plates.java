package org.gatehouse.bench.api;

import java.util.SplittableRandom;

/**
 * The plates of passages: of half a million vehicles, some of which come every day, and most of
 * which are of the same two cities. The same for the same seed. Pure.
 */
final class Plates {
  private static final String PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
  private static final String CHARACTERS = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
  private static final int VEHICLES = 500_000;
  private static final int LETTERS = 24;
  private static final int FIRST_LETTER = 10;
  private static final int TAIL = 5;

  private final long seed;

  Plates(long seed) {
    this.seed = seed;
  }

  /** The plate of a passage. */
  String of(long passage) {
    SplittableRandom random = new SplittableRandom(seed ^ passage * 0x9E37_79B9_7F4A_7C15L);
    double often = random.nextDouble();
    return vehicle((int) (often * often * often * VEHICLES));
  }

  private String vehicle(int number) {
    SplittableRandom random = new SplittableRandom(seed * 31 + number);
    StringBuilder plate = new StringBuilder();
    if (random.nextInt(10) < 7) {
      plate.append("粤").append(random.nextBoolean() ? 'B' : 'A');
    } else {
      plate.append(PROVINCES.charAt(random.nextInt(PROVINCES.length())));
      plate.append(CHARACTERS.charAt(FIRST_LETTER + random.nextInt(LETTERS)));
    }
    for (int i = 0; i < TAIL; i++) {
      // Most of the characters behind the city are digits.
      int most = random.nextInt(4) == 0 ? CHARACTERS.length() : FIRST_LETTER;
      plate.append(CHARACTERS.charAt(random.nextInt(most)));
    }
    return plate.toString();
  }
}
