package org.gatehouse.storage.filesystem;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Deletes pictures that are older than a time, and the folders that become empty. Used once. */
final class SnapshotSweep {
  private static final int UUID_LENGTH = 36;
  private static final int TIME_SHIFT = 16;

  private final Path root;
  private final Instant before;
  private final Set<UUID> keep;
  private final int most;
  private int deleted;

  SnapshotSweep(Path root, Instant before, Set<UUID> keep, int most) {
    this.root = root;
    this.before = before;
    this.keep = keep;
    this.most = most;
  }

  /** Deletes up to the number that it was made with; says how many. */
  int run() throws IOException {
    for (Path year : children(root)) {
      for (Path month : children(year)) {
        for (Path day : children(month)) {
          if (deleted < most && mayHoldOld(year, month, day)) {
            sweep(day);
          }
        }
        removeIfEmpty(month);
      }
      removeIfEmpty(year);
    }
    return deleted;
  }

  private boolean mayHoldOld(Path year, Path month, Path day) {
    try {
      LocalDate date = LocalDate.of(number(year), number(month), number(day));
      return date.atStartOfDay(ZoneOffset.UTC).toInstant().isBefore(before);
    } catch (DateTimeException | NumberFormatException notOurs) {
      return false;
    }
  }

  private static int number(Path folder) {
    return Integer.parseInt(folder.getFileName().toString());
  }

  private void sweep(Path day) throws IOException {
    for (Path file : children(day)) {
      UUID event = event(file.getFileName().toString());
      if (event != null && old(event) && !keep.contains(event) && deleted < most) {
        Files.deleteIfExists(file);
        deleted++;
      }
    }
    removeIfEmpty(day);
  }

  private boolean old(UUID event) {
    return event.getMostSignificantBits() >>> TIME_SHIFT < before.toEpochMilli();
  }

  private static @Nullable UUID event(String name) {
    try {
      return name.length() > UUID_LENGTH ? UUID.fromString(name.substring(0, UUID_LENGTH)) : null;
    } catch (IllegalArgumentException notOurs) {
      return null;
    }
  }

  /** Only before the day of the limit: elsewhere a picture may be about to be put. */
  private void removeIfEmpty(Path folder) throws IOException {
    if (deleted == 0) {
      return;
    }
    Path limit = SnapshotPath.folder(root, new UUID(before.toEpochMilli() << TIME_SHIFT, 0));
    if (folder.compareTo(limit) < 0 && !limit.startsWith(folder)) {
      try {
        Files.deleteIfExists(folder);
      } catch (DirectoryNotEmptyException | NotDirectoryException others) {
        // Something is in it still.
      }
    }
  }

  private static List<Path> children(Path folder) throws IOException {
    List<Path> paths = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(paths::add);
    } catch (NoSuchFileException | NotDirectoryException nothing) {
      return List.of();
    }
    return paths;
  }
}
