/**
 * Copies of a whole site: made while its engine runs, verified, put back. Depends on the contract
 * ({@code DataFolder}); knows no plug-in. Runs on the command's thread. Start at {@link
 * org.gatehouse.server.backup.Backup}.
 */
@NullMarked
package org.gatehouse.server.backup;

import org.jspecify.annotations.NullMarked;
