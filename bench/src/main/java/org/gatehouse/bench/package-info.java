/**
 * The bench's process: the demo, the farm of simulated cameras and the measurements. Sees the
 * engine only as its users do, from outside. Start at {@link org.gatehouse.bench.Main}.
 */
@NullMarked
package org.gatehouse.bench;

import org.jspecify.annotations.NullMarked;
