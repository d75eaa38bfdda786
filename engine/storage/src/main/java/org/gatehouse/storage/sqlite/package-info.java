/**
 * The event log and outbox in one SQLite file. Depends on the contract, the SQLite driver and a
 * JSON library. One writer thread owns all changes and commits them in groups; any thread may read.
 * Start at {@link org.gatehouse.storage.sqlite.SqliteEventLog}; the tables are in {@code
 * schema.sql}.
 */
@NullMarked
package org.gatehouse.storage.sqlite;

import org.jspecify.annotations.NullMarked;
