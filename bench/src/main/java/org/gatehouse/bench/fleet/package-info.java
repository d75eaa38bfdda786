/**
 * Hundreds of plain cameras as a process of their own: what it is asked to do and what it answers,
 * as lines of JSON on its standard input and output. May depend on the simulator's fleet, the clips
 * and Jackson. Start at {@link org.gatehouse.bench.fleet.FleetCommand} for the process, at {@link
 * org.gatehouse.bench.fleet.FleetProcess} for its parent.
 */
@NullMarked
package org.gatehouse.bench.fleet;

import org.jspecify.annotations.NullMarked;
