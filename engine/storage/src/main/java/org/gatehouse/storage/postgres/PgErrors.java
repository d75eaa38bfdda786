package org.gatehouse.storage.postgres;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Set;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.storage.StorageException;
import org.gatehouse.contract.storage.StorageFullException;
import org.gatehouse.contract.storage.UnstorableException;
import org.postgresql.util.PSQLException;

/** Says what a failure of the server means to a person. Stateless. */
final class PgErrors {
  /** Another engine holds the lock; made here, the server has no such state. */
  static final String IN_USE = "GHUSE";

  /** Class of states that say that a value is none for its column, such as a text with NUL. */
  private static final String DATA = "22";

  private static final String HOW = "under 'storage: postgres:' in the site's configuration";

  /** It shuts down, crashed, starts up, or has no place for us: another try may do. */
  private static final Set<String> PASSING = Set.of("57P01", "57P02", "57P03", "53300", IN_USE);

  private PgErrors() {}

  /** True if the connection is gone, or was never there, and another try may do. */
  static boolean lost(SQLException e) {
    String state = state(e);
    return state.startsWith("08") || PASSING.contains(state);
  }

  /** True if the server takes a value neither now nor later. */
  static boolean unstorable(SQLException e) {
    return state(e).startsWith(DATA);
  }

  static StorageException explain(PgServer server, SQLException failure) {
    SQLException e = withoutRows(failure);
    String words = words(server, e);
    if (state(e).equals("53100")) {
      return new StorageFullException(words, e);
    }
    return unstorable(e) ? new UnstorableException(words, e) : new StorageException(words, e);
  }

  /** The same to whoever opens something. */
  static ConfigException refuse(PgServer server, SQLException failure) {
    SQLException e = withoutRows(failure);
    return new ConfigException(words(server, e), e);
  }

  /** What lies behind the failure of a batch, whose own message quotes the row. */
  private static SQLException withoutRows(SQLException e) {
    if (!(e instanceof BatchUpdateException)) {
      return e;
    }
    return e.getCause() instanceof SQLException cause
        ? cause
        : new SQLException("a batch was refused", e.getSQLState());
  }

  private static String words(PgServer server, SQLException e) {
    String seen = seen(e);
    return switch (state(e)) {
      case "53100" ->
          "no room left for %s: nothing was lost; free space on its disk and it goes on by itself"
              .formatted(server);
      case "28P01", "28000" ->
          "%s does not let us in (%s): correct 'user' and 'password' %s, or let that user in (pg_hba.conf)"
              .formatted(server, seen, HOW);
      case "3D000" ->
          "%s: there is no such database (%s): make it with 'createdb --encoding UTF8 --owner %s %s', or correct 'database' %s"
              .formatted(server, seen, server.settings().user(), server.settings().database(), HOW);
      case "42501" ->
          "%s: that user may not do what is needed (%s): make it the owner of the database"
              .formatted(server, seen);
      case "25006" ->
          "%s takes no changes (%s): name the server that does %s".formatted(server, seen, HOW);
      case IN_USE ->
          "%s is used by another engine: stop that one, or name another 'schema' %s"
              .formatted(server, HOW);
      default -> others(server, e, seen);
    };
  }

  private static String others(PgServer server, SQLException e, String seen) {
    if (unstorable(e)) {
      return "%s does not take that, now or later: %s".formatted(server, seen);
    }
    return lost(e)
        ? "%s cannot be reached right now (%s): start it, or correct 'host' and 'port' %s"
            .formatted(server, seen, HOW)
        : "%s cannot be used right now: %s".formatted(server, seen);
  }

  /** Without the server's details, which quote rows. */
  private static String seen(SQLException e) {
    String said =
        e instanceof PSQLException p && p.getServerErrorMessage() != null
            ? p.getServerErrorMessage().getMessage()
            : e.getMessage();
    return String.valueOf(said).replaceAll("\\s+", " ").strip();
  }

  private static String state(SQLException e) {
    return e.getSQLState() == null ? "" : e.getSQLState();
  }
}
