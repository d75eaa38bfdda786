/** Tests of audio over RTP. */
@NullMarked
package org.gatehouse.camera.rtp.audio;

import org.jspecify.annotations.NullMarked;
