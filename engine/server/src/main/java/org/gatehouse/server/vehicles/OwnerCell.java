package org.gatehouse.server.vehicles;

import java.util.regex.Pattern;

/**
 * The owner's reference in a sheet. Spreadsheets take what begins with certain signs for a formula
 * and run it; an apostrophe before it makes it text. Pure.
 */
final class OwnerCell {
  private static final Pattern FORMULA = Pattern.compile("'*[=+\\-@]");
  private static final String TEXT = "'";

  private OwnerCell() {}

  /** As it stands in a sheet. */
  static String written(String owner) {
    return FORMULA.matcher(owner).lookingAt() ? TEXT + owner : owner;
  }

  /** What a cell means: the other way round. */
  static String read(String cell) {
    return cell.startsWith(TEXT) && FORMULA.matcher(cell).lookingAt() ? cell.substring(1) : cell;
  }
}
