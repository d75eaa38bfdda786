/**
 * From what analytics and the camera supervisor report to a durable event, and from there to the
 * destinations. Depends on the contract only. {@link org.gatehouse.runtime.events.EventService}
 * runs on its callers' threads; {@link org.gatehouse.runtime.events.Outbox} has one virtual thread
 * for each destination and one for each attempt under way. Start with these two.
 */
@NullMarked
package org.gatehouse.runtime.events;

import org.jspecify.annotations.NullMarked;
