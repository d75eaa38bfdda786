/**
 * Keeps the recordings within their quota by deleting the oldest. Depends on the contract ({@code
 * SegmentStore}) and on {@code record} for what it is told of segments; it never reads what they
 * hold. Start at {@link org.gatehouse.runtime.retention.Retention}.
 */
@NullMarked
package org.gatehouse.runtime.retention;

import org.jspecify.annotations.NullMarked;
