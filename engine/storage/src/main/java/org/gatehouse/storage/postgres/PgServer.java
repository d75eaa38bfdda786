package org.gatehouse.storage.postgres;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.gatehouse.contract.storage.DatabaseServer;
import org.gatehouse.contract.storage.DatabaseServer.Encryption;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.SslMode;

/** Opens connections with the settings that durability rests on. Thread-safe. */
final class PgServer {
  /** To begin with; a server on its way up refuses sooner. */
  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** What is asked every day is answered long before. */
  private static final Duration ANSWER = Duration.ofMinutes(2);

  /**
   * A commit is on disk when it returns, whatever the server's own settings say; and a server that
   * lost us without a word gives our locks free within half a minute.
   */
  private static final String OPTIONS =
      "-c synchronous_commit=on -c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5"
          + " -c tcp_keepalives_count=3";

  private final DatabaseServer settings;

  PgServer(DatabaseServer settings) {
    this.settings = settings;
  }

  /** For work of everyday size. */
  Connection connect() throws SQLException {
    return source(ANSWER).getConnection();
  }

  /** For what may take as long as it takes. */
  Connection connectPatiently() throws SQLException {
    return patient().getConnection();
  }

  /** The same as a source. */
  DataSource patient() {
    return source(Duration.ZERO);
  }

  private PGSimpleDataSource source(Duration answer) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {settings.host()});
    source.setPortNumbers(new int[] {settings.port()});
    source.setDatabaseName(settings.database());
    source.setCurrentSchema(settings.schema());
    source.setUser(settings.user());
    if (settings.password() != null) {
      source.setPassword(settings.password().reveal());
    }
    source.setSslMode(sslMode().value);
    if (settings.authority() != null) {
      source.setSslRootCert(settings.authority().toString());
    }
    source.setApplicationName("gatehouse");
    source.setOptions(OPTIONS);
    source.setConnectTimeout((int) CONNECT.toSeconds());
    source.setLoginTimeout((int) CONNECT.toSeconds());
    source.setSocketTimeout((int) answer.toSeconds());
    source.setTcpKeepAlive(true);
    source.setReWriteBatchedInserts(true);
    // It quotes rows: plates and owners would be in messages and logs.
    source.setLogServerErrorDetail(false);
    // The server knows best what a text is: JSON columns take it, too.
    source.setStringType("unspecified");
    return source;
  }

  private SslMode sslMode() {
    Encryption wanted = settings.encryption();
    if (wanted == Encryption.AUTO) {
      wanted = here() ? Encryption.OFF : Encryption.VERIFIED;
    }
    return switch (wanted) {
      case AUTO, VERIFIED -> SslMode.VERIFY_FULL;
      case UNVERIFIED -> SslMode.REQUIRE;
      case OFF -> SslMode.DISABLE;
    };
  }

  private boolean here() {
    try {
      return InetAddress.getByName(settings.host()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false; // connecting tells
    }
  }

  DatabaseServer settings() {
    return settings;
  }

  /** As messages call it. */
  @Override
  public String toString() {
    return settings.toString();
  }
}
