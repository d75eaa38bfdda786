package org.gatehouse.camera.onvif.barrier;

import java.net.URI;
import org.gatehouse.contract.config.Default;
import org.gatehouse.contract.config.Describe;
import org.gatehouse.contract.config.Secret;
import org.jspecify.annotations.Nullable;

/** Keys of a barrier of type {@code onvif}. */
@Describe("A barrier at the relay output of a camera, told by ONVIF.")
public record OnvifBarrierConfig(
    @Describe("Address of the camera's ONVIF device service (http or https).") URI url,
    @Describe("Token of its relay output; the first one if left out.") @Nullable String output,
    @Describe("User name at the camera.") @Nullable String username,
    @Describe("Its password, as env:NAME or file:PATH.") @Nullable Secret password,
    @Describe("Whether the output's contact is open while nothing is to happen.") @Default("true")
        boolean idleOpen,
    @Describe("Whether a certificate that nobody signed is taken.") @Default("false")
        boolean trustAnyCertificate) {}
