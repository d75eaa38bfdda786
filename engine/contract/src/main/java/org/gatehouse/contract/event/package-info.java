/**
 * What the engine tells the outside world. One event type per record of {@link
 * org.gatehouse.contract.event.EventDetail}; the fields listed there are all that may leave.
 */
@NullMarked
package org.gatehouse.contract.event;

import org.jspecify.annotations.NullMarked;
