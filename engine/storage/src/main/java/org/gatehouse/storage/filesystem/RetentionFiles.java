package org.gatehouse.storage.filesystem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.storage.Hold;
import org.gatehouse.contract.storage.RetentionMemory;
import org.gatehouse.contract.storage.RetentionNote;
import org.gatehouse.contract.storage.RetentionRecords;
import org.gatehouse.contract.storage.StorageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds, and what else is remembered, each as one small file that is replaced as a whole, and the
 * journal beside them. Thread-safe.
 */
public final class RetentionFiles implements RetentionRecords {
  private static final Logger LOG = LoggerFactory.getLogger(RetentionFiles.class);

  private final Path holdsFile;
  private final Path memoryFile;
  private final JournalFile journal;

  private RetentionFiles(Path folder) {
    this.holdsFile = folder.resolve("holds.json");
    this.memoryFile = folder.resolve("memory.json");
    this.journal = new JournalFile(folder);
  }

  /**
   * Opens or creates the folder.
   *
   * @throws ConfigException if it cannot be used, or the holds cannot be read: without them, what
   *     must stay would be deleted
   */
  public static RetentionFiles open(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new ConfigException(
          folder + " cannot be made (" + e + "): let this user write there and make room", e);
    }
    RetentionFiles files = new RetentionFiles(folder);
    files.holds();
    files.journal.checkVersion();
    return files;
  }

  @Override
  public synchronized List<Hold> holds() {
    try {
      return HoldText.read(Files.readString(holdsFile));
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException | IllegalArgumentException e) {
      throw new ConfigException(
          "holds in "
              + holdsFile
              + " cannot be read ("
              + e.getMessage()
              + "): nothing is started, for what they keep would be deleted. Restore the file, or"
              + " move it away if nothing is to be held",
          e);
    }
  }

  @Override
  public synchronized void holds(Collection<Hold> all) {
    try {
      Durable.replacePrivate(holdsFile, HoldText.write(all).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw cannotWrite(holdsFile, e);
    }
  }

  @Override
  public synchronized void journal(List<RetentionNote> notes) {
    try {
      journal.append(notes);
    } catch (IOException e) {
      throw cannotWrite(journal.file(), e);
    }
  }

  @Override
  public synchronized List<RetentionNote.Deleted> deletedSince(Instant since) {
    try {
      return journal.deletedSince(since);
    } catch (IOException e) {
      LOG.warn("{} cannot be read ({}); what was deleted last is not told", journal.file(), e);
      return List.of();
    }
  }

  @Override
  public synchronized RetentionMemory memory() {
    try {
      return MemoryText.read(Files.readString(memoryFile));
    } catch (NoSuchFileException e) {
      return RetentionMemory.NONE;
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn(
          "{} cannot be read ({}): promises that were broken are forgotten, cameras that were"
              + " removed fall to the default class, and gaps do not tell what was deleted",
          memoryFile,
          e.getMessage());
      return RetentionMemory.NONE;
    }
  }

  @Override
  public synchronized void memory(RetentionMemory memory) {
    try {
      Durable.replacePrivate(memoryFile, MemoryText.write(memory).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw cannotWrite(memoryFile, e);
    }
  }

  private static StorageException cannotWrite(Path file, IOException e) {
    return new StorageException(
        "%s cannot be written (%s): let this user write there and make room".formatted(file, e), e);
  }
}
