package org.gatehouse.contract.camera;

import java.net.URI;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.media.CameraId;
import org.jspecify.annotations.Nullable;

/**
 * Where a camera is asked for what is beside its streams: notices, moves, masks. Two that are equal
 * ask for the same.
 *
 * @param service its ONVIF device service, http or https, without user information
 * @param trustAnyCertificate whether a self-signed certificate is taken over https
 */
public record DeviceSpec(
    CameraId camera,
    URI service,
    @Nullable String username,
    @Nullable Secret password,
    boolean trustAnyCertificate) {}
