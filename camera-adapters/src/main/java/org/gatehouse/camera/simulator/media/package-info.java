/**
 * How simulated cameras put coded media into RTP packets ({@link
 * org.gatehouse.camera.packing.Packing} and its implementations, one for each payload format) and
 * on which way packets travel ({@link org.gatehouse.camera.simulator.media.MediaPath}). May depend
 * on the contract's media, on the transport and on Netty.
 */
@NullMarked
package org.gatehouse.camera.simulator.media;

import org.jspecify.annotations.NullMarked;
