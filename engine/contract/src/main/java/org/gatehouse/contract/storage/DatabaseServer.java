package org.gatehouse.contract.storage;

import java.nio.file.Path;
import org.gatehouse.contract.config.Secret;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server, and where in it a site keeps what grows. Immutable.
 *
 * @param schema made if it is not there; one for each site
 * @param password null if the server asks for none
 * @param authority certificates (PEM) by one of which the server must be known; null for those that
 *     the user's {@code ~/.postgresql/root.crt} holds
 */
public record DatabaseServer(
    String host,
    int port,
    String database,
    String schema,
    String user,
    @Nullable Secret password,
    Encryption encryption,
    @Nullable Path authority) {
  /** Whether others on the way can read along. */
  public enum Encryption {
    /** {@link #VERIFIED}, but {@link #OFF} for a server on this machine. */
    AUTO,
    /** TLS, to a server whose certificate is known and bears its name. */
    VERIFIED,
    /** TLS, to whoever answers. */
    UNVERIFIED,
    /** None. */
    OFF
  }

  /** As messages call it; never with the password. */
  @Override
  public String toString() {
    return "PostgreSQL at %s:%d (database '%s', schema '%s', user '%s')"
        .formatted(host, port, database, schema, user);
  }
}
