/**
 * The stores in a PostgreSQL server. Depends on the contract, on what stores in databases have in
 * common, the driver, and Flyway for the tables (in {@code V*.sql}). Start at {@link
 * org.gatehouse.storage.postgres.PgStores}.
 */
@NullMarked
package org.gatehouse.storage.postgres;

import org.jspecify.annotations.NullMarked;
