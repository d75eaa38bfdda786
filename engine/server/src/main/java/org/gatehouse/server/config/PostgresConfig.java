package org.gatehouse.server.config;

import java.nio.file.Path;
import org.gatehouse.contract.config.Default;
import org.gatehouse.contract.config.Describe;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.storage.DatabaseServer;
import org.gatehouse.contract.storage.DatabaseServer.Encryption;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL server that keeps what grows. */
@Describe("A PostgreSQL server, 13 or newer.")
public record PostgresConfig(
    @Describe("Name or address.") @Default("127.0.0.1") String host,
    @Describe("TCP port.") @Default("5432") int port,
    @Describe("A database in UTF8 that the user may make a schema in.") @Default("gatehouse")
        String database,
    @Describe("Schema with the tables, made at the first start; one for each site.")
        @Default("gatehouse")
        String schema,
    @Describe("User name.") @Default("gatehouse") String user,
    @Describe("Password, as env:NAME or file:PATH.") @Nullable Secret password,
    @Describe(
            "auto: verified, but off for a server on this machine; verified: TLS to a server whose"
                + " certificate is known; unverified: TLS to whoever answers; off: none.")
        @Default("auto")
        Encryption encryption,
    @Describe("Certificates by one of which the server must be known, PEM.")
        @Nullable Path authority) {
  DatabaseServer server() {
    return new DatabaseServer(host, port, database, schema, user, password, encryption, authority);
  }
}
