package org.gatehouse.analytics.worker.plate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.gatehouse.contract.plate.Umlauts;

/**
 * The characters that occur on plates, numbered from 1, and how the recogniser's thousands of
 * classes fold into them. Number 0 is "nothing": the CTC blank, spaces and the separators that are
 * painted on plates but are no part of the number.
 */
public final class PlateAlphabet {
  /** The 31 provinces, municipalities and autonomous regions of mainland China. */
  public static final String PROVINCES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新";

  /** Marks of special Chinese plates, 应急 both on one. */
  public static final String MARKS = "学警港澳挂使领应急";

  private static final String CHARACTERS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ" + PROVINCES + MARKS;

  private static final String SEPARATORS = "·•.．-—–_'‘’`,:;丶・* ";

  /** How many numbers there are, nothing included. */
  public static final int SIZE = CHARACTERS.length() + 1;

  /** A class that folds into no plate character. */
  public static final int OTHER = -1;

  private PlateAlphabet() {}

  /** The character of a number from 1 on. */
  public static char character(int number) {
    return CHARACTERS.charAt(number - 1);
  }

  /** The number of a character, or {@link #OTHER}. */
  public static int number(char character) {
    int index = CHARACTERS.indexOf(character);
    return index < 0 ? OTHER : index + 1;
  }

  /** One way to write plates that are written alike: 粤OA9112 is 粤0A9112. */
  public static String canonical(String text) {
    boolean alike =
        text.length() > 2 && text.charAt(1) == 'O' && PROVINCES.indexOf(text.charAt(0)) >= 0;
    return alike ? text.charAt(0) + "0" + text.substring(2) : text;
  }

  /**
   * For each class of the recogniser its number here or {@link #OTHER}.
   *
   * @param keys the recogniser's characters; class 0 is blank, class 1 the first key, the last
   *     class a space
   */
  public static int[] folding(List<String> keys) {
    int[] folding = new int[keys.size() + 2];
    Arrays.fill(folding, OTHER);
    folding[0] = 0;
    folding[folding.length - 1] = 0;
    for (int i = 0; i < keys.size(); i++) {
      if (keys.get(i).length() == 1) {
        folding[i + 1] = fold(keys.get(i).charAt(0));
      }
    }
    return folding;
  }

  private static int fold(char character) {
    if (SEPARATORS.indexOf(character) >= 0) {
      return 0;
    }
    // Lower-case l looks like I or 1, not like L.
    char upper =
        character == 'l' ? '1' : String.valueOf(character).toUpperCase(Locale.ROOT).charAt(0);
    return number(Umlauts.plain(upper));
  }
}
