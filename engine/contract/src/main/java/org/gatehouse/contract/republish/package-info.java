/**
 * The port to whoever gives the engine's streams on by another protocol, such as RTSP. Plain values
 * and interfaces; depends on the contract's media and camera words only. Start at {@link
 * org.gatehouse.contract.republish.RepublishProvider}.
 */
@NullMarked
package org.gatehouse.contract.republish;

import org.jspecify.annotations.NullMarked;
