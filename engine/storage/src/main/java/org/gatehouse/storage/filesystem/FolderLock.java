package org.gatehouse.storage.filesystem;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.gatehouse.contract.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second engine out of a data folder, for as long as this process lives: the operating
 * system lets go of the lock however the process ends. Thread-safe.
 */
public final class FolderLock implements AutoCloseable {
  private static final String FILE = "engine.lock";

  /** Folders locked by this process: a second channel on the file would drop the first's lock. */
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel channel;

  private FolderLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @param folder an existing folder
   * @throws ConfigException if another engine has it, or the folder is not writable
   */
  public static FolderLock take(Path folder) {
    Path real = real(folder);
    if (!OURS.add(real)) {
      throw inUse(folder, String.valueOf(ProcessHandle.current().pid()));
    }
    FileChannel channel = null;
    try {
      Path file = real.resolve(FILE);
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw inUse(folder, Files.readString(file).strip());
      }
      writePid(channel);
      return new FolderLock(real, channel);
    } catch (IOException e) {
      release(real, channel);
      throw unusable(folder, e);
    } catch (ConfigException e) {
      release(real, channel);
      throw e;
    }
  }

  /** Whether an engine, of this process or another, has the folder now. Changes nothing. */
  static boolean isHeld(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return false;
    }
    if (OURS.contains(real(folder))) {
      return true; // Looking at the file itself would drop the lock.
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
      return lock == null;
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }

  @Override
  public void close() {
    release(folder, channel);
  }

  private static void release(Path folder, @Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw new IllegalStateException("lock of " + folder + " could not be given back", e);
    } finally {
      OURS.remove(folder);
    }
  }

  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }

  private static void writePid(FileChannel channel) throws IOException {
    byte[] pid = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(pid), 0);
  }

  private static ConfigException inUse(Path folder, String pid) {
    return new ConfigException(
        "data folder "
            + folder
            + " is used by another engine (pid "
            + (pid.isEmpty() ? "unknown" : pid)
            + "): stop that one first, or name another folder under 'data:'");
  }

  private static ConfigException unusable(Path folder, IOException e) {
    return new ConfigException(
        "data folder "
            + folder
            + " cannot be used ("
            + e
            + "): it must be a folder that this user may write to, with room left",
        e);
  }
}
