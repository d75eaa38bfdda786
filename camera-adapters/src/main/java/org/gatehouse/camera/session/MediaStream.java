package org.gatehouse.camera.session;

import org.jspecify.annotations.Nullable;

/** The stream that SETUP agreed on. */
record MediaStream(int rtpChannel, int rtcpChannel, int payloadType, @Nullable String sprop) {}
