package org.gatehouse.storage.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.gatehouse.contract.storage.StorageException;

/** The file of an event log, on which an engine may be running. */
public final class EventLogFile {
  /** The version of the tables that this program writes. */
  public static final int KNOWN = Schema.VERSION;

  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path file;

  /** That file, which need not exist. */
  public EventLogFile(Path file) {
    this.file = file;
  }

  /** The file. */
  public Path file() {
    return file;
  }

  /**
   * The version of its tables; 0 if it does not exist.
   *
   * @throws StorageException if it cannot be read
   */
  public int version() {
    if (!Files.exists(file)) {
      return 0;
    }
    try (Connection connection = Pragmas.reader(file)) {
      return Schema.version(connection);
    } catch (SQLException e) {
      throw SqliteErrors.explain(file, e);
    }
  }

  /**
   * Writes what was committed at one moment into a file of its own, for its owner only; an engine
   * that writes on is not held up.
   *
   * @param target does not exist yet
   * @throws StorageException if it cannot be copied
   */
  public void copy(Path target) {
    try (Connection connection = Pragmas.copier(file);
        PreparedStatement vacuum = connection.prepareStatement("VACUUM INTO ?")) {
      // SQLite fills an empty file, and would open one of its own to others.
      Files.createFile(target, OWNER_ONLY);
      vacuum.setString(1, target.toString());
      vacuum.execute();
      try (FileChannel copy = FileChannel.open(target, StandardOpenOption.WRITE)) {
        copy.force(true);
      }
    } catch (SQLException e) {
      throw SqliteErrors.explain(file, e);
    } catch (IOException e) {
      throw new StorageException(
          target + " cannot be written to disk (" + e + "): free space there and try again", e);
    }
  }

  /**
   * Brings its tables to {@link #KNOWN}, all of it or nothing.
   *
   * @throws StorageException if that fails
   */
  public void upgrade() {
    try (Connection connection = Pragmas.writer(file)) {
      Schema.upgrade(connection);
    } catch (SQLException e) {
      throw SqliteErrors.explain(file, e);
    }
  }
}
