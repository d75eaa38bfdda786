/**
 * {@code gatehouse bench page}: how fast and how truly the operators' page shows events, live and
 * recorded video, in a real browser. May depend on the bench's other packages and the simulator's
 * fleet. The main thread drives. Start at {@link org.gatehouse.bench.page.PageCommand}; what is
 * done in the page stands in {@code engine/console/e2e/tiles.mjs}.
 */
@NullMarked
package org.gatehouse.bench.page;

import org.jspecify.annotations.NullMarked;
