/** Tests of H.265 over RTP. */
@NullMarked
package org.gatehouse.camera.rtp.h265;

import org.jspecify.annotations.NullMarked;
