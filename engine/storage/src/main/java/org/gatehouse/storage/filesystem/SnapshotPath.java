package org.gatehouse.storage.filesystem;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.regex.Pattern;

/** Where a picture lies below the snapshot folder. Pure. */
final class SnapshotPath {
  private static final Pattern LEGAL_NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");

  private SnapshotPath() {}

  /**
   * The file of a picture.
   *
   * @throws IllegalArgumentException if {@code name} could lead out of the folder
   */
  static Path of(Path root, UUID event, String name) {
    return folder(root, event).resolve(fileName(event, name));
  }

  /** The folder of a day: the first 48 bits of the id, milliseconds since 1970 (RFC 9562 §5.7). */
  static Path folder(Path root, UUID event) {
    long epochMillis = event.getMostSignificantBits() >>> 16;
    LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(epochMillis), ZoneOffset.UTC);
    return root.resolve("%04d".formatted(day.getYear()))
        .resolve("%02d".formatted(day.getMonthValue()))
        .resolve("%02d".formatted(day.getDayOfMonth()));
  }

  static String fileName(UUID event, String name) {
    if (!LEGAL_NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("'" + name + "' is not the name of a snapshot");
    }
    return event + "-" + name + ".jpg";
  }
}
