/**
 * H.264 over RTP (RFC 6184) to access units, and the little of H.264 itself (ITU-T H.264) that this
 * needs. Pure state machines without clock or I/O; used by one thread at a time. Start at {@link
 * org.gatehouse.camera.rtp.h264.H264Depacketizer}.
 */
@NullMarked
package org.gatehouse.camera.rtp.h264;

import org.jspecify.annotations.NullMarked;
