/**
 * Hundreds of simulated cameras in one process, cheap enough to load an engine without being the
 * bottleneck: pictures are packed into RTP packets once, mapped into memory and shared by all
 * cameras; per client only the numbers in the packets' headers are written. One event loop owns
 * everything that moves, one tick sends what is due. Each camera has an address of its own, faults
 * that can be switched while it runs, and counts what its clients did. May depend on the rtsp
 * packages, on the transport and on Netty. Start at {@link
 * org.gatehouse.camera.simulator.fleet.CameraFleet}.
 */
@NullMarked
package org.gatehouse.camera.simulator.fleet;

import org.jspecify.annotations.NullMarked;
