/**
 * JPEG over RTP (RFC 2435) to whole JPEG files (ITU-T T.81 with JFIF header). Pure state machines
 * without clock or I/O; used by one thread at a time. Start at {@link
 * org.gatehouse.camera.rtp.mjpeg.MjpegDepacketizer}.
 */
@NullMarked
package org.gatehouse.camera.rtp.mjpeg;

import org.jspecify.annotations.NullMarked;
