/**
 * Which depacketizer a media section needs. Depends on the sdp package and all rtp packages; the
 * session depends on it alone and knows no codec. Start at {@link
 * org.gatehouse.camera.payload.PayloadFormats}.
 */
@NullMarked
package org.gatehouse.camera.payload;

import org.jspecify.annotations.NullMarked;
