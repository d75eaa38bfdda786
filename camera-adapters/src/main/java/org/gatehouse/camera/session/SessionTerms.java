package org.gatehouse.camera.session;

import java.util.Set;
import org.gatehouse.camera.rtsp.auth.Credentials;
import org.gatehouse.contract.camera.CameraPolicy;
import org.gatehouse.contract.media.StreamId;
import org.jspecify.annotations.Nullable;

/**
 * What one conversation goes by.
 *
 * @param stream names the camera in messages
 * @param url what is described
 * @param credentials for the host at the other end; null if there are none or it must not see them
 * @param audio whether sound is wanted
 */
record SessionTerms(
    StreamId stream,
    String url,
    @Nullable Credentials credentials,
    boolean audio,
    Set<CameraPolicy> policies,
    TransportOrder transports,
    SessionTimings timings) {}
