/**
 * {@code gatehouse users} and {@code gatehouse audit}: they use the stores of a data folder
 * themselves, whether an engine runs on it or not. Start at {@link
 * org.gatehouse.server.cli.access.UsersCommand} and {@link
 * org.gatehouse.server.cli.access.AuditCommand}.
 */
@NullMarked
package org.gatehouse.server.cli.access;

import org.jspecify.annotations.NullMarked;
