/**
 * H.265 over RTP (RFC 7798) to access units, and the little of H.265 itself (ITU-T H.265) that this
 * needs. Pure state machines without clock or I/O; used by one thread at a time. Start at {@link
 * org.gatehouse.camera.rtp.h265.H265Depacketizer}.
 */
@NullMarked
package org.gatehouse.camera.rtp.h265;

import org.jspecify.annotations.NullMarked;
