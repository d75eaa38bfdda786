package org.gatehouse.storage.filesystem;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.storage.DataFolder.StoreVersion;

/** Versions of the small files of a data folder. */
public final class FileVersions {
  private FileVersions() {}

  /**
   * All that have one.
   *
   * @throws ConfigException if one cannot be read
   */
  public static List<StoreVersion> of(Path folder) {
    return List.of(
        version(folder, "retention/holds.json", HoldText.VERSION, FileVersions::holds),
        version(
            folder, "retention/" + JournalFile.NAME, JournalText.VERSION, FileVersions::journal),
        version(folder, "retention/memory.json", MemoryText.VERSION, FileVersions::memory),
        version(folder, "logins.txt", LoginText.VERSION, FileVersions::logins));
  }

  private interface Reader {
    int version(Path file) throws IOException;
  }

  private static StoreVersion version(Path folder, String name, int known, Reader reader) {
    Path file = folder.resolve(name);
    try {
      return new StoreVersion(name, reader.version(file), known);
    } catch (NoSuchFileException absent) {
      return new StoreVersion(name, 0, known);
    } catch (IOException | IllegalArgumentException e) {
      throw new ConfigException(
          file
              + " cannot be read ("
              + e.getMessage()
              + "): let this user read it, restore it, or move it away",
          e);
    }
  }

  private static int holds(Path file) throws IOException {
    return HoldText.version(Files.readString(file));
  }

  private static int journal(Path file) throws IOException {
    return JournalText.version(firstLine(file));
  }

  private static int memory(Path file) throws IOException {
    return MemoryText.version(Files.readString(file));
  }

  private static int logins(Path file) throws IOException {
    return LoginText.version(firstLine(file));
  }

  private static String firstLine(Path file) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      String line = lines.readLine();
      return line == null ? "" : line;
    }
  }
}
