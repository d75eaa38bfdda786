/** Tests of ONVIF metadata over RTP. */
@NullMarked
package org.gatehouse.camera.rtp.metadata;

import org.jspecify.annotations.NullMarked;
