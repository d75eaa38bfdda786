package org.gatehouse.server.http.api;

import com.networknt.schema.ValidationMessage;

/** What the schema library says, in the words of our answers. */
public final class Faults {
  private Faults() {}

  /** Without the place, which the caller names. */
  static String text(ValidationMessage wrong) {
    String whole = wrong.getMessage();
    String place = wrong.getInstanceLocation() + ": ";
    return whole.startsWith(place) ? whole.substring(place.length()) : whole;
  }

  /** With the field that it is about. */
  public static String ofBody(ValidationMessage wrong) {
    String place = String.valueOf(wrong.getInstanceLocation());
    String field =
        place.length() > 1
            ? "the field '" + place.substring(1).replace('/', '.') + "'"
            : "the body";
    return field + ": " + text(wrong);
  }
}
