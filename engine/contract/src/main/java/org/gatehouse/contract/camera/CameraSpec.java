package org.gatehouse.contract.camera;

import java.net.URI;
import java.util.Set;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.media.StreamId;
import org.jspecify.annotations.Nullable;

/**
 * How to reach one stream of one camera.
 *
 * @param url without user information
 * @param audio whether its sound is wanted too
 */
public record CameraSpec(
    StreamId stream,
    URI url,
    @Nullable String username,
    @Nullable Secret password,
    Transport transport,
    boolean audio,
    Set<CameraPolicy> policies) {
  /** Copies the set. */
  public CameraSpec {
    policies = Set.copyOf(policies);
  }

  /** With nothing said about transport and tolerances. */
  public CameraSpec(
      StreamId stream, URI url, @Nullable String username, @Nullable Secret password) {
    this(stream, url, username, password, Transport.AUTO, true, Set.of());
  }
}
