/** Tests of the fleet: packing, order, faults, all on simulated time. */
@NullMarked
package org.gatehouse.camera.simulator.fleet;

import org.jspecify.annotations.NullMarked;
