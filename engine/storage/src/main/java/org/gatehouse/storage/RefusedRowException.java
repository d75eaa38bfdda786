package org.gatehouse.storage;

import java.sql.SQLException;

/** One row that the server takes neither now nor later; says which, not what is in it. */
final class RefusedRowException extends SQLException {
  private static final long serialVersionUID = 1L;

  private final String advice;
  private final SQLException refusal;

  /**
   * With what the server said.
   *
   * @param row which row
   * @param advice what a person can do about it
   */
  RefusedRowException(String row, String advice, SQLException cause) {
    super(row, cause.getSQLState(), cause);
    this.advice = advice;
    this.refusal = cause;
  }

  String advice() {
    return advice;
  }

  SQLException refusal() {
    return refusal;
  }
}
