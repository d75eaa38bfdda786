/**
 * Audio over RTP: AAC (RFC 3640), G.711 (RFC 3551) and Opus (RFC 7587). Pure state machines without
 * clock or I/O; used by one thread at a time. Start at {@link
 * org.gatehouse.camera.rtp.audio.AacDepacketizer}.
 */
@NullMarked
package org.gatehouse.camera.rtp.audio;

import org.jspecify.annotations.NullMarked;
