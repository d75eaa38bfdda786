/**
 * Puts the moving parts together into a running engine: stores, rings, recorder, analytics,
 * supervision, delivery, HTTP. The only place that knows them all. Start at {@link
 * org.gatehouse.server.wiring.Engine}.
 */
@NullMarked
package org.gatehouse.server.wiring;

import org.jspecify.annotations.NullMarked;
