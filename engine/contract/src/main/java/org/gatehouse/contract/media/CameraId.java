package org.gatehouse.contract.media;

import java.util.regex.Pattern;

/**
 * The name of a camera in configuration, file names, metrics and events: 1 to 64 characters of
 * {@code a-z 0-9 . _ -}, starting with a letter or digit.
 */
public record CameraId(String value) implements Comparable<CameraId> {
  private static final Pattern LEGAL = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  /** Refuses a name that could not stand in a file name or URL path. */
  public CameraId {
    if (!LEGAL.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "camera id '"
              + value
              + "' must be 1 to 64 of a-z, 0-9, '.', '_', '-', and start with a letter or digit");
    }
  }

  @Override
  public int compareTo(CameraId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
