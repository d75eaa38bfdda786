package org.gatehouse.storage.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.gatehouse.contract.storage.PlateQuery;
import org.gatehouse.contract.storage.StoredRead;

/** What the databases say differently about the same tables. Stateless. */
public interface Dialect {
  /** An event's id as it is bound. */
  Object id(UUID id);

  /** The event's id in that column. */
  UUID id(ResultSet row, int column) throws SQLException;

  /** Query for the texts of a JSON array, which is its one parameter. */
  String texts();

  /** Said behind deliveries that are sought by their camera, so that the planner does. */
  String byCamera();

  /** The id of the earliest event of a group, beside {@code min(time_us)}. */
  String earliestId();

  /** Inserts a read with what finds it. */
  void insertRead(LogConnection connection, StoredRead read) throws SQLException;

  /** Deletes the read of that event, if it has one. */
  void deleteRead(LogConnection connection, long sequence) throws SQLException;

  /**
   * Does a share of what must be done some day because so many reads changed, so that no change
   * ever waits for all of it.
   */
  void tidy(LogConnection connection, int changes) throws SQLException;

  /** What a bounded query finds, latest first. */
  List<StoredRead> search(LogConnection connection, PlateQuery query) throws SQLException;
}
