/**
 * One RTSP client session from connecting to its end, and the adapter that opens sessions. Every
 * object of a session is owned by the session's event loop; nothing here blocks. Depends on the
 * rtsp, sdp, rtp and transport packages. Start at {@link
 * org.gatehouse.camera.session.RtspCameraAdapter}, then the states in {@code RtspSession} and the
 * steps in {@code Step}.
 */
@NullMarked
package org.gatehouse.camera.session;

import org.jspecify.annotations.NullMarked;
