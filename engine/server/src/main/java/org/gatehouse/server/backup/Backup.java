package org.gatehouse.server.backup;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.storage.DataFolder;
import org.gatehouse.contract.storage.DataFolder.StoreVersion;
import org.jspecify.annotations.Nullable;

/**
 * Copies a site into a folder while its engine may be running: the event log as of one moment, then
 * its pictures, holds, journal and login records, the configuration, and recordings if they are
 * wanted. The manifest comes last. Used once.
 */
public final class Backup {
  static final String DATA = "data";
  static final String CONFIG = "config";
  private static final String EVENTS = DATA + "/events.db";

  private final SiteSketch site;
  private final DataFolder data;
  private final Options options;
  private final Progress progress;
  private final List<Manifest.Entry> entries = new ArrayList<>();
  private final List<String> secretsLeftOut = new ArrayList<>();

  /**
   * What is copied.
   *
   * @param recordings those that begin in that time; null for none
   * @param secrets whether files with passwords in {@code site.d} are copied
   */
  public record Options(@Nullable Range recordings, boolean secrets) {}

  /** From one time to before another. */
  public record Range(Instant from, Instant to) {}

  /** What was copied. */
  public record Done(int files, long bytes, List<String> secretsLeftOut) {}

  /** Of that site. */
  public Backup(SiteSketch site, DataFolder data, Options options, Progress progress) {
    this.site = site;
    this.data = data;
    this.options = options;
    this.progress = progress;
  }

  /**
   * Writes it.
   *
   * @param target a folder that is empty or does not exist
   * @throws ConfigException if it cannot be written, or the data are of a newer version
   */
  public Done into(Path target) {
    String taken = Instant.now().toString();
    Map<String, Integer> stores = versions();
    try {
      prepare(target);
      Map<Path, String> files = new LinkedHashMap<>();
      copyEvents(target);
      copyStores(target);
      config(files);
      for (Path file : data.files()) {
        files.put(file, DATA + "/" + slashes(site.data().relativize(file)));
      }
      recordings(files);
      copy(files, target);
      Manifest manifest = new Manifest(site.site(), taken, stores, entries, secretsLeftOut);
      Files.write(
          target.resolve(Manifest.NAME),
          manifest.text(),
          StandardOpenOption.CREATE_NEW,
          StandardOpenOption.SYNC);
      HashedCopy.syncFolders(target);
      long bytes = entries.stream().mapToLong(Manifest.Entry::bytes).sum();
      return new Done(entries.size(), bytes, secretsLeftOut);
    } catch (IOException e) {
      throw new ConfigException(
          "the backup in "
              + target
              + " was not finished ("
              + e
              + "): delete it, make room or let this user write there, and begin again",
          e);
    }
  }

  private Map<String, Integer> versions() {
    Map<String, Integer> stores = new TreeMap<>();
    for (StoreVersion version : data.versions()) {
      if (version.newer()) {
        throw new ConfigException(
            "%s of %s was written by a newer Gatehouse (version %d, this one knows %d): make the backup with that one"
                .formatted(version.store(), site.data(), version.found(), version.known()));
      }
      stores.put(version.store(), version.found());
    }
    return stores;
  }

  private static void prepare(Path target) throws IOException {
    if (Files.exists(target)) {
      try (DirectoryStream<Path> content = Files.newDirectoryStream(target)) {
        if (content.iterator().hasNext()) {
          throw new ConfigException(target + " is not empty: name a folder that does not exist");
        }
      }
    }
    Path parent = target.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    if (!Files.exists(target)) {
      Files.createDirectory(
          target,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    Files.createDirectories(target.resolve(DATA));
  }

  private void copyEvents(Path target) throws IOException {
    if (!Files.exists(data.events())) {
      return;
    }
    progress.begin("event log", Files.size(data.events()));
    Path copy = target.resolve(EVENTS);
    data.copyEvents(copy);
    entries.add(new HashedCopy(progress::add).sum(copy, EVENTS));
    progress.end();
  }

  /** All are there before the first is summed up: a copy may be replaced by a later one. */
  private void copyStores(Path target) throws IOException {
    List<String> names = new ArrayList<>();
    for (Path store : data.stores()) {
      String name = DATA + "/" + slashes(site.data().relativize(store));
      data.copyStore(store, target.resolve(name));
      names.add(name);
    }
    for (String name : names) {
      Path copy = target.resolve(name);
      progress.begin(String.valueOf(copy.getFileName()), Files.size(copy));
      entries.add(new HashedCopy(progress::add).sum(copy, name));
      progress.end();
    }
  }

  private void config(Map<Path, String> files) throws IOException {
    files.put(site.file(), CONFIG + "/" + site.file().getFileName());
    Path applied = site.folder().resolve("site.d");
    if (!Files.isDirectory(applied)) {
      return;
    }
    try (Stream<Path> walk = Files.walk(applied)) {
      for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
        String name = slashes(site.folder().relativize(file));
        if (!options.secrets() && name.startsWith("site.d/secrets/")) {
          secretsLeftOut.add(name);
        } else {
          files.put(file, CONFIG + "/" + name);
        }
      }
    }
  }

  private void recordings(Map<Path, String> files) throws IOException {
    Range range = options.recordings();
    if (range != null) {
      for (DataFolder.Recorded recorded :
          data.recordings(site.volumes(), range.from(), range.to())) {
        files.put(recorded.file(), DATA + "/recordings/" + slashes(recorded.name()));
      }
    }
  }

  private void copy(Map<Path, String> files, Path target) throws IOException {
    long total = 0;
    for (Path file : files.keySet()) {
      total += sizeIfThere(file);
    }
    progress.begin("files", total);
    HashedCopy copy = new HashedCopy(progress::add);
    for (Map.Entry<Path, String> file : files.entrySet()) {
      try {
        entries.add(copy.copy(file.getKey(), target.resolve(file.getValue()), file.getValue()));
      } catch (NoSuchFileException deletedMeanwhile) {
        // Its time had come: an hour later it would not have been there either.
      }
    }
    progress.end();
  }

  private static long sizeIfThere(Path file) throws IOException {
    try {
      return Files.size(file);
    } catch (NoSuchFileException deletedMeanwhile) {
      return 0;
    }
  }

  private static String slashes(Path path) {
    return path.toString().replace('\\', '/');
  }
}
