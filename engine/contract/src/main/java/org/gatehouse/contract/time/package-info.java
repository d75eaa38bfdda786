/**
 * The clocks: one for the wall, one for durations; both injected so that tests run on simulated
 * time.
 */
@NullMarked
package org.gatehouse.contract.time;

import org.jspecify.annotations.NullMarked;
