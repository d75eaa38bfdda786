/**
 * The worker's end of the connection to the engine: two sockets, what was found and is not yet
 * acknowledged, and the end of the process when the engine ends. May depend on the messages, {@code
 * wire} and {@code lane}. Start at {@link org.gatehouse.analytics.worker.link.Link}.
 */
@NullMarked
package org.gatehouse.analytics.worker.link;

import org.jspecify.annotations.NullMarked;
