package org.gatehouse.bench.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Invents legal plates, all of one scene clearly different from each other. */
final class PlateMaker {
  private static final String SERIAL_LETTERS = PlateAlphabet.LETTERS;
  private static final String NEW_ENERGY = "DF";
  private final RandomGenerator random;
  private final List<String> made = new ArrayList<>();

  PlateMaker(RandomGenerator random) {
    this.random = random;
  }

  /** A plate that differs from each one made before in at least three characters. */
  Plate make(Plate.Kind kind) {
    String text;
    do {
      text = kind == Plate.Kind.GREEN ? newEnergy() : standard();
    } while (nearAnother(text));
    made.add(text);
    return new Plate(text, kind);
  }

  private String standard() {
    StringBuilder text = new StringBuilder(office());
    char[] serial = digits(5);
    for (int i = random.nextInt(3); i > 0; i--) {
      serial[random.nextInt(5)] = pick(SERIAL_LETTERS);
    }
    return text.append(serial).toString();
  }

  private String newEnergy() {
    return office() + pick(NEW_ENERGY) + new String(digits(5));
  }

  private String office() {
    return "" + pick(PlateAlphabet.PROVINCES) + pick(PlateAlphabet.LETTERS);
  }

  private char[] digits(int count) {
    char[] digits = new char[count];
    for (int i = 0; i < count; i++) {
      digits[i] = pick(PlateAlphabet.DIGITS);
    }
    return digits;
  }

  private char pick(String from) {
    return from.charAt(random.nextInt(from.length()));
  }

  private boolean nearAnother(String text) {
    return made.stream().anyMatch(other -> differences(text, other) < 3);
  }

  private static int differences(String a, String b) {
    int count = Math.abs(a.length() - b.length());
    for (int i = 0; i < Math.min(a.length(), b.length()); i++) {
      count += a.charAt(i) == b.charAt(i) ? 0 : 1;
    }
    return count;
  }
}
