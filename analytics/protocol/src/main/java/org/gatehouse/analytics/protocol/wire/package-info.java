/**
 * The protocol as both ends speak it: frames of length and message over a Unix socket, and the
 * contract's values as messages. Depends on the contract and the messages only; the parser and the
 * conversions are pure, {@link org.gatehouse.analytics.protocol.wire.FrameChannel} is the one class
 * that touches a socket. Start there.
 */
@NullMarked
package org.gatehouse.analytics.protocol.wire;

import org.jspecify.annotations.NullMarked;
