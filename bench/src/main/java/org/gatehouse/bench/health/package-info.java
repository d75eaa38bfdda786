/**
 * Measures picture health: on a fleet of cameras whose pictures go wrong by script, and on clips in
 * simulated time. May depend on the fleet, the engine's process and {@code runtime.health}. Start
 * at {@link org.gatehouse.bench.health.HealthCommand}.
 */
@NullMarked
package org.gatehouse.bench.health;

import org.jspecify.annotations.NullMarked;
