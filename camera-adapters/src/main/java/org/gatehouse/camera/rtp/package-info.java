/**
 * RTP and the little of RTCP that is needed (RFC 3550): packet reading, sequence and timestamp
 * extension, reports. Pure: bytes and times in, values out; used by one thread at a time. Depends
 * on Netty's ByteBuf only. Start at {@link org.gatehouse.camera.rtp.RtpPacket}.
 */
@NullMarked
package org.gatehouse.camera.rtp;

import org.jspecify.annotations.NullMarked;
