package org.gatehouse.storage.filesystem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes names durable below a root. A file's name is on disk once its folder is synced (fsync(2),
 * Linux), and it is found only if the names of the folders above are on disk, too. Those are synced
 * the first time that something in a new folder is; one sync of a folder serves all that were new
 * in it, such as those of hundreds of cameras at midnight. Thread-safe.
 */
final class FolderNames {
  /** A folder for each camera and day; when so many are known, they are learnt anew. */
  private static final int MOST = 10_000;

  /** Waits until the names in a folder are on disk. */
  @FunctionalInterface
  interface FolderSync {
    void sync(Path folder) throws IOException;
  }

  private final Path root;
  private final FolderSync disk;

  /** Folders, the root included, whose own names are on disk. */
  private final Set<Path> named = ConcurrentHashMap.newKeySet();

  /** Folders in use of which that is not known. */
  private final Set<Path> unsure = ConcurrentHashMap.newKeySet();

  FolderNames(Path root) {
    this(root, new SharedSync(Durable::syncFolder));
  }

  /** On a disk that may be a test's own. */
  FolderNames(Path root, FolderSync disk) {
    this.root = absolute(root);
    this.disk = disk;
    unsure.add(this.root);
  }

  /** Creates a folder below the root, and those above it, where they are not there. */
  void create(Path folder) throws IOException {
    Path at = absolute(folder);
    while (at != null && at.startsWith(root)) {
      if (!Files.isDirectory(at)) {
        named.remove(at);
      }
      if (!named.contains(at)) {
        unsure.add(at);
      }
      at = at.getParent();
    }
    Files.createDirectories(folder);
  }

  /** Waits until the names in that folder, and its own, are on disk. */
  void sync(Path folder) throws IOException {
    Path at = absolute(folder);
    syncNames(at);
    // All of them: another thread that named a lower one may not have come to those above yet.
    while (at != null && at.startsWith(root)) {
      Path above = at.getParent();
      if (above != null && !named.contains(at)) {
        unsure.add(at);
        syncNames(above);
      }
      at = above;
    }
  }

  private void syncNames(Path folder) throws IOException {
    List<Path> there =
        unsure.stream()
            .filter(path -> folder.equals(path.getParent()) && Files.isDirectory(path))
            .toList();
    disk.sync(folder);
    if (named.size() >= MOST) {
      named.clear();
    }
    named.addAll(there);
    there.forEach(unsure::remove);
  }

  private static Path absolute(Path folder) {
    return folder.toAbsolutePath().normalize();
  }
}
