package org.gatehouse.server.backup;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.storage.DataFolder.StoreVersion;
import org.jspecify.annotations.Nullable;

/**
 * Puts a backup back: all of it is verified first, and a data folder that holds anything is left
 * alone. Until it is whole, the folder holds a mark by which engines refuse it. Used once.
 */
public final class Restore {
  /** Lies in a data folder until it is whole. */
  static final String UNFINISHED = ".restoring";

  private static final int MOST_NAMED = 5;

  private final Path backup;
  private final Manifest manifest;
  private final Progress progress;

  /** What was done. */
  public record Done(
      Path data, int files, boolean configured, String taken, List<String> secretsLeftOut) {}

  /**
   * Of that backup.
   *
   * @throws ConfigException if it is none
   */
  public Restore(Path backup, Progress progress) {
    this.backup = backup;
    this.manifest = Manifest.read(backup);
    this.progress = progress;
  }

  /**
   * Compares everything with the manifest, and the versions with what this program knows.
   *
   * @param known as of an empty data folder
   * @throws ConfigException naming what is missing or was changed
   */
  public void verify(List<StoreVersion> known) {
    for (StoreVersion store : known) {
      int found = manifest.stores().getOrDefault(store.store(), 0);
      if (found > store.known()) {
        throw new ConfigException(
            "%s in %s is of a newer Gatehouse (version %d, this one knows %d): restore it with that one"
                .formatted(store.store(), backup, found, store.known()));
      }
    }
    progress.begin("verify", total());
    HashedCopy sums = new HashedCopy(progress::add);
    List<String> bad = new ArrayList<>();
    for (Manifest.Entry entry : manifest.files()) {
      check(sums, entry, bad);
    }
    progress.end();
    if (!bad.isEmpty()) {
      throw new ConfigException(
          "the backup in %s is damaged, nothing was restored: %d of %d files are not as they were: %s"
              .formatted(
                  backup,
                  bad.size(),
                  manifest.files().size(),
                  String.join(", ", bad.subList(0, Math.min(MOST_NAMED, bad.size())))));
    }
  }

  private void check(HashedCopy sums, Manifest.Entry entry, List<String> bad) {
    try {
      if (!sums.sum(backup.resolve(entry.path()), entry.path()).equals(entry)) {
        bad.add(entry.path() + " (changed)");
      }
    } catch (NoSuchFileException e) {
      bad.add(entry.path() + " (missing)");
    } catch (IOException e) {
      bad.add(entry.path() + " (cannot be read: " + e + ")");
    }
  }

  private long total() {
    return manifest.files().stream().mapToLong(Manifest.Entry::bytes).sum();
  }

  /**
   * Puts it back; {@link #verify} comes first.
   *
   * @param config the site's file; if it does not exist, that of the backup is put there
   * @param into the data folder; null for the one that the site's file names
   * @throws ConfigException if the data folder is not empty, or cannot be written
   */
  public Done to(Path config, @Nullable Path into) {
    boolean configure = !Files.exists(config);
    try {
      Path data = Objects.requireNonNullElseGet(into, () -> dataFolder(config));
      prepare(data);
      progress.begin("restore", total());
      int files = copyAll(config, data, configure);
      progress.end();
      HashedCopy.syncFolders(data);
      Files.delete(data.resolve(UNFINISHED));
      return new Done(data, files, configure, manifest.taken(), manifest.secretsLeftOut());
    } catch (IOException e) {
      throw new ConfigException(
          "the backup in "
              + backup
              + " was not restored to its end ("
              + e
              + "): make room or let this user write there, empty the data folder and begin again",
          e);
    }
  }

  /** As the site's file says; read where it lies in the backup if it is yet to be restored. */
  private Path dataFolder(Path config) {
    if (Files.exists(config)) {
      return SiteSketch.read(config).data();
    }
    SiteSketch kept = SiteSketch.read(configInBackup());
    Path relative = kept.folder().relativize(kept.data());
    Path folder = Objects.requireNonNull(config.toAbsolutePath().normalize().getParent());
    boolean inside = kept.data().startsWith(kept.folder());
    return inside ? folder.resolve(relative) : kept.data();
  }

  private Path configInBackup() {
    return manifest.files().stream()
        .map(Manifest.Entry::path)
        .filter(
            path ->
                path.startsWith(Backup.CONFIG + "/")
                    && path.lastIndexOf('/') == Backup.CONFIG.length())
        .map(backup::resolve)
        .findFirst()
        .orElseThrow(() -> new ConfigException(backup + " holds no site's file"));
  }

  private static void prepare(Path data) throws IOException {
    try (DirectoryStream<Path> content = Files.newDirectoryStream(data)) {
      if (content.iterator().hasNext()) {
        throw new ConfigException(
            "data folder "
                + data
                + " is not empty, and is left as it is: move it away, or name another folder by"
                + " --into");
      }
    } catch (NoSuchFileException fresh) {
      Files.createDirectories(data);
    } catch (NotDirectoryException e) {
      throw new ConfigException(data + " is no folder: name another one by --into", e);
    }
    Files.createFile(data.resolve(UNFINISHED));
    HashedCopy.syncFolders(data);
  }

  private int copyAll(Path config, Path data, boolean configure) throws IOException {
    HashedCopy copy = new HashedCopy(progress::add);
    Map<String, Path> targets = Map.of(Backup.DATA, data, Backup.CONFIG, folderOf(config));
    int files = 0;
    for (Manifest.Entry entry : manifest.files()) {
      int slash = entry.path().indexOf('/');
      String part = entry.path().substring(0, Math.max(0, slash));
      Path target = targets.get(part);
      if (target == null || (part.equals(Backup.CONFIG) && !configure)) {
        progress.add(entry.bytes());
        continue;
      }
      Path from = backup.resolve(entry.path());
      Path to = target.resolve(entry.path().substring(slash + 1));
      boolean site = part.equals(Backup.CONFIG) && from.equals(configInBackup());
      if (!copy.copy(from, site ? config : to, entry.path()).equals(entry)) {
        throw new IOException(from + " changed while it was restored");
      }
      files++;
    }
    return files;
  }

  private static Path folderOf(Path config) {
    return Objects.requireNonNull(config.toAbsolutePath().normalize().getParent());
  }
}
