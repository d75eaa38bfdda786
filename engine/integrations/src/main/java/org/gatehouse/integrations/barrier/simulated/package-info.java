/**
 * A barrier that is none, for demos and tests: it opens and closes in memory. Start at {@link
 * org.gatehouse.integrations.barrier.simulated.SimulatedBarrierProvider}.
 */
@NullMarked
package org.gatehouse.integrations.barrier.simulated;

import org.jspecify.annotations.NullMarked;
