/**
 * Session descriptions (RFC 8866) as cameras write them, and which of the offered streams to take.
 * Pure; values only. Depends on the JDK and the header parsing of the rtsp package. Start at {@link
 * org.gatehouse.camera.sdp.SessionDescription}.
 */
@NullMarked
package org.gatehouse.camera.sdp;

import org.jspecify.annotations.NullMarked;
