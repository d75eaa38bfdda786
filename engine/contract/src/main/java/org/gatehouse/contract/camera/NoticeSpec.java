package org.gatehouse.contract.camera;

import java.net.URI;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.media.CameraId;
import org.jspecify.annotations.Nullable;

/**
 * Where a camera tells what it notices. Two that are equal ask for the same subscription.
 *
 * @param service its ONVIF device service, http or https, without user information
 * @param trustAnyCertificate whether a self-signed certificate is taken over https
 */
public record NoticeSpec(
    CameraId camera,
    URI service,
    @Nullable String username,
    @Nullable Secret password,
    boolean trustAnyCertificate) {}
