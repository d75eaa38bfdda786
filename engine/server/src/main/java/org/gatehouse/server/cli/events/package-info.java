/**
 * {@code gatehouse events}: what happens at a site, on the command line. Runs on the main thread.
 * Start at {@link org.gatehouse.server.cli.events.EventsCommand}.
 */
@NullMarked
package org.gatehouse.server.cli.events;

import org.jspecify.annotations.NullMarked;
