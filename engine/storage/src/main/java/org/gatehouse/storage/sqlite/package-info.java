/**
 * The stores in SQLite files. Depends on the contract, on what stores in databases have in common,
 * and the SQLite driver. Start at {@link org.gatehouse.storage.sqlite.SqliteEventLog}; the tables
 * are in {@code schema.sql} and the upgrades beside it.
 */
@NullMarked
package org.gatehouse.storage.sqlite;

import org.jspecify.annotations.NullMarked;
