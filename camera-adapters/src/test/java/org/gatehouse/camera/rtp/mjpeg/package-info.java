/** Tests of JPEG over RTP. */
@NullMarked
package org.gatehouse.camera.rtp.mjpeg;

import org.jspecify.annotations.NullMarked;
