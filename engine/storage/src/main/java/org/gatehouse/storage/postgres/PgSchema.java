package org.gatehouse.storage.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.storage.DataFolder.StoreVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a schema to the tables that this version knows, by Flyway. Stateless. */
final class PgSchema {
  /** The last of the {@code V*} beside this class. */
  static final int VERSION = 4;

  private static final Logger log = LoggerFactory.getLogger(PgSchema.class);

  private PgSchema() {}

  /**
   * Makes the tables where there are none, or checks those that there are.
   *
   * @throws ConfigException if the server cannot be used, or the tables are of another version
   */
  static void prepare(PgServer server) {
    checkServer(server);
    StoreVersion version = version(server);
    if (version.newer()) {
      throw new ConfigException(
          "%s was written by a newer Gatehouse (tables of version %d, this one knows %d): run that version, or name another 'schema'"
              .formatted(server, version.found(), version.known()));
    }
    if (version.older()) {
      throw new ConfigException(
          "%s is of an older Gatehouse (tables of version %d, this one needs %d): dump it with pg_dump, then run './gatehouse upgrade --config FILE' once"
              .formatted(server, version.found(), version.known()));
    }
    if (version.found() == 0) {
      upgrade(server);
    }
  }

  private static void checkServer(PgServer server) {
    try (Connection connection = server.connect()) {
      String encoding = setting(connection, "server_encoding");
      if (!encoding.equals("UTF8")) {
        throw new ConfigException(
            "%s: expected a database in UTF8, but saw %s, which cannot hold all plates: make one with 'createdb --encoding UTF8 --template template0'"
                .formatted(server, encoding));
      }
      if (setting(connection, "fsync").equals("off")) {
        log.warn("{} runs with fsync=off: a crash of its machine loses events", server);
      }
    } catch (SQLException e) {
      throw PgErrors.refuse(server, e);
    }
  }

  private static String setting(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW " + name)) {
      row.next();
      return row.getString(1);
    }
  }

  /** The version of the tables; 0 if there are none. */
  static StoreVersion version(PgServer server) {
    try {
      MigrationInfoService info = flyway(server).info();
      int found = 0;
      for (MigrationInfo migration : info.applied()) {
        found = Math.max(found, number(migration));
      }
      return new StoreVersion(server.toString(), found, VERSION);
    } catch (FlywayException e) {
      throw refused(server, e);
    }
  }

  private static int number(MigrationInfo migration) {
    return migration.getVersion() == null ? 0 : migration.getVersion().getMajor().intValueExact();
  }

  /** Brings the tables to this version; each step is done whole or not at all. */
  static void upgrade(PgServer server) {
    try {
      flyway(server).migrate();
    } catch (FlywayException e) {
      throw refused(server, e);
    }
  }

  private static Flyway flyway(PgServer server) {
    return flyway(server, "latest");
  }

  /** Up to a version. */
  static Flyway flyway(PgServer server, String target) {
    return Flyway.configure(PgSchema.class.getClassLoader())
        .dataSource(server.patient())
        .locations("classpath:org/gatehouse/storage/postgres")
        .schemas(server.settings().schema())
        .defaultSchema(server.settings().schema())
        .createSchemas(true)
        .table("schema_history")
        .target(target)
        .load();
  }

  private static ConfigException refused(PgServer server, FlywayException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return PgErrors.refuse(server, sql);
      }
    }
    String why = String.valueOf(e.getMessage()).replaceAll("\\s+", " ").strip();
    return new ConfigException("%s: its tables cannot be made ready: %s".formatted(server, why), e);
  }
}
