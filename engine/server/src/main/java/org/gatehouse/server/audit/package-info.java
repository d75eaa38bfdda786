/**
 * Who did what: entries on their way into the audit log, its signed head, and the check that
 * nothing was changed, taken away or cut off. Waits for the disk, on a thread of its own. Start at
 * {@link org.gatehouse.server.audit.AuditLog} and {@link org.gatehouse.server.audit.AuditCheck}.
 */
@NullMarked
package org.gatehouse.server.audit;

import org.jspecify.annotations.NullMarked;
