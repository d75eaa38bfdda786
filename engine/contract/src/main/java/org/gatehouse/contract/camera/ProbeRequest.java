package org.gatehouse.contract.camera;

import org.gatehouse.contract.config.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Whom to ask.
 *
 * @param target a host with or without port, or the URL of an ONVIF device service (http, https) or
 *     of a stream (rtsp), without user information
 * @param trustAnyCertificate whether a self-signed certificate is taken over https
 * @param watch whether to open the streams and see if video arrives
 */
public record ProbeRequest(
    String target,
    @Nullable String username,
    @Nullable Secret password,
    boolean trustAnyCertificate,
    boolean watch) {}
