package org.gatehouse.storage.filesystem;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
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
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.contract.storage.SnapshotsLeftException;
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
  private int failures;
  private @Nullable IOException failure;

  SnapshotSweep(Path root, Instant before, Set<UUID> keep, int most) {
    this.root = root;
    this.before = before;
    this.keep = keep;
    this.most = most;
  }

  /**
   * Deletes up to the number that it was made with; says how many. What cannot be deleted keeps
   * nothing else from going.
   *
   * @throws SnapshotsLeftException once nothing is left but that
   */
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
    if (failure != null && deleted < most) {
      throw new SnapshotsLeftException(deleted, failures, failure);
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

  /** A day may have hundreds of thousands of files: they are never all in memory. */
  private void sweep(Path day) {
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(day)) {
      Iterator<Path> files = stream.iterator();
      while (deleted < most && files.hasNext()) {
        Path file = files.next();
        UUID event = event(file.getFileName().toString());
        if (event != null && old(event) && !keep.contains(event)) {
          delete(file);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException nothing) {
      return;
    } catch (DirectoryIteratorException e) {
      failed(new IOException(e));
    } catch (IOException e) {
      failed(e);
    }
    removeIfEmpty(day);
  }

  private void delete(Path file) {
    try {
      Files.deleteIfExists(file);
      deleted++;
    } catch (IOException e) {
      failed(e);
    }
  }

  private void failed(IOException e) {
    failures++;
    failure = failure == null ? e : failure;
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
  private void removeIfEmpty(Path folder) {
    if (deleted == 0) {
      return;
    }
    Path limit = SnapshotPath.folder(root, new UUID(before.toEpochMilli() << TIME_SHIFT, 0));
    if (folder.compareTo(limit) < 0 && !limit.startsWith(folder)) {
      try {
        Files.deleteIfExists(folder);
      } catch (DirectoryNotEmptyException | NotDirectoryException others) {
        // Something is in it still.
      } catch (IOException e) {
        failed(e);
      }
    }
  }

  private List<Path> children(Path folder) {
    List<Path> paths = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(paths::add);
    } catch (NoSuchFileException | NotDirectoryException nothing) {
      return List.of();
    } catch (DirectoryIteratorException e) {
      failed(new IOException(e));
    } catch (IOException e) {
      failed(e);
    }
    return paths;
  }
}
