/**
 * What stores in databases have in common: the statements that every one of them takes as they are,
 * and the one writer that commits in groups. Depends on the contract, JDBC and a JSON library;
 * {@link org.gatehouse.storage.sql.Dialect} is what differs. Start at {@link
 * org.gatehouse.storage.sql.SqlEventLog}.
 */
@NullMarked
package org.gatehouse.storage.sql;

import org.jspecify.annotations.NullMarked;
