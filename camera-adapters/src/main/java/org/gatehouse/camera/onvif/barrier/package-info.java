/**
 * Barriers at the relay output of a camera, told by ONVIF. May depend on the contract and the ONVIF
 * client; one thread at a time. Start at {@link
 * org.gatehouse.camera.onvif.barrier.OnvifBarrierProvider}.
 */
@NullMarked
package org.gatehouse.camera.onvif.barrier;

import org.jspecify.annotations.NullMarked;
