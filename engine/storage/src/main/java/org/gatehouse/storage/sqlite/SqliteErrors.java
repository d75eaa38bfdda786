package org.gatehouse.storage.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.gatehouse.contract.storage.StorageException;
import org.gatehouse.contract.storage.StorageFullException;
import org.sqlite.SQLiteErrorCode;

/** Says what a failure of the database means to a person. */
final class SqliteErrors {
  /** An I/O error with less room than this is taken for a full disk. */
  private static final long NO_ROOM = 1 << 20;

  private static final String EVENT_LOG = "event log";

  private SqliteErrors() {}

  static StorageException explain(Path file, SQLException e) {
    return explain(EVENT_LOG, file, e);
  }

  /** Of the store that messages call that. */
  static StorageException explain(String store, Path file, SQLException e) {
    if (primary(e) == SQLiteErrorCode.SQLITE_FULL.code || (isIo(e) && noRoom(file))) {
      return new StorageFullException(
          "no room left for the "
              + store
              + " "
              + file
              + ": nothing was lost; free space on that disk and it goes on by itself",
          e);
    }
    if (isDamage(e)) {
      return new StorageException(damaged(store, file, String.valueOf(e.getMessage())), e);
    }
    return new StorageException(
        store + " " + file + " cannot be used right now: " + e.getMessage(), e);
  }

  /** True if the file is not a database, or a broken one. */
  static boolean isDamage(SQLException e) {
    int code = primary(e);
    return code == SQLiteErrorCode.SQLITE_CORRUPT.code
        || code == SQLiteErrorCode.SQLITE_NOTADB.code;
  }

  static String damaged(Path file, String seen) {
    return damaged(EVENT_LOG, file, seen);
  }

  private static String damaged(String store, Path file, String seen) {
    String name = file.getFileName().toString();
    return store
        + " "
        + file
        + " is damaged ("
        + seen
        + "). Stop the engine, then either restore a copy, or save what is readable with 'sqlite3 "
        + name
        + " .recover | sqlite3 recovered.db' and put recovered.db in its place, or move "
        + name
        + ", "
        + name
        + "-wal and "
        + name
        + "-shm away to start with an empty log";
  }

  /** The low byte is the primary result code, the rest says more about it. */
  private static int primary(SQLException e) {
    return e.getErrorCode() & 0xff;
  }

  private static boolean isIo(SQLException e) {
    int code = primary(e);
    return code == SQLiteErrorCode.SQLITE_IOERR.code
        || code == SQLiteErrorCode.SQLITE_CANTOPEN.code;
  }

  private static boolean noRoom(Path file) {
    try {
      return Files.getFileStore(file.toAbsolutePath().getParent()).getUsableSpace() < NO_ROOM;
    } catch (IOException e) {
      return false;
    }
  }
}
