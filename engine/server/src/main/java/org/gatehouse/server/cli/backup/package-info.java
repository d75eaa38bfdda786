/**
 * {@code gatehouse backup}, {@code restore} and {@code upgrade}. Runs on the main thread. Start at
 * {@link org.gatehouse.server.cli.backup.BackupCommand}.
 */
@NullMarked
package org.gatehouse.server.cli.backup;

import org.jspecify.annotations.NullMarked;
