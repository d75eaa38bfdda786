/**
 * Who may do what: the table of operations, callers, users and their passwords, sessions, tokens,
 * lock-out. Knows nothing of HTTP. Start at {@link org.gatehouse.server.access.Operations} and
 * {@link org.gatehouse.server.access.Accounts}.
 */
@NullMarked
package org.gatehouse.server.access;

import org.jspecify.annotations.NullMarked;
