/**
 * RTSP/1.0 (RFC 2326) messages and their framing on one TCP connection, interleaved binary data
 * included. Pure: bytes in, values out, no I/O and no clock; used by one thread at a time. Depends
 * on Netty's ByteBuf only. Start at {@link org.gatehouse.camera.rtsp.RtspStreamParser}.
 */
@NullMarked
package org.gatehouse.camera.rtsp;

import org.jspecify.annotations.NullMarked;
