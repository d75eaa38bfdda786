/**
 * The port to the audit log: rows that are only ever added to, each bound to the one before it by a
 * hash. Plain values; depends on the JDK only. Start at {@link
 * org.gatehouse.contract.audit.AuditStore}.
 */
@NullMarked
package org.gatehouse.contract.audit;

import org.jspecify.annotations.NullMarked;
