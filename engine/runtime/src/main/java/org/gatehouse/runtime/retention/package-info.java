/**
 * Keeps recordings, events and their pictures no longer than they may be, and no shorter than was
 * promised while there is room. Depends on the contract ({@code SegmentStore}, {@code
 * RetentionRecords}) and on {@code record} for what it is told of segments; it never reads what
 * they hold. One thread runs the loop; the ledgers and the holds may be used by any. Start at
 * {@link org.gatehouse.runtime.retention.Retention}; which segments go is decided in {@code
 * Selection}.
 */
@NullMarked
package org.gatehouse.runtime.retention;

import org.jspecify.annotations.NullMarked;
