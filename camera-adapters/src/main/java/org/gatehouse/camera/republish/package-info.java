/**
 * RTSP out (RFC 2326, RFC 7826 where it helps): the engine's streams for players and recorders, by
 * Digest, each user only what was granted. Depends on the contract's {@code republish} port, the
 * RTSP messages and the RTP packings. Event loops own connections; a virtual thread for each
 * session reads its stream. Start at {@link org.gatehouse.camera.republish.RtspRepublishProvider}.
 */
@NullMarked
package org.gatehouse.camera.republish;

import org.jspecify.annotations.NullMarked;
