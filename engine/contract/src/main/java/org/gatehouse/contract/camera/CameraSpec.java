package org.gatehouse.contract.camera;

import java.net.URI;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.media.StreamId;
import org.jspecify.annotations.Nullable;

/**
 * How to reach one stream of one camera.
 *
 * @param url without user information
 */
public record CameraSpec(
    StreamId stream, URI url, @Nullable String username, @Nullable Secret password) {}
