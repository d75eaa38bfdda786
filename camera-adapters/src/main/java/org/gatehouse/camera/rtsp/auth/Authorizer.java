package org.gatehouse.camera.rtsp.auth;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Signs requests in the way that a server asked for. Not thread-safe. */
public sealed interface Authorizer permits BasicAuthorizer, DigestAuthorizer {
  /** The value of the Authorization header for one request. */
  String authorize(String method, String uri);

  /**
   * The way to answer the given challenges: the first Digest that is understood, else Basic; null
   * if nothing is understood.
   *
   * @param clientNonces gives an unguessable text each time
   */
  static @Nullable Authorizer answer(
      List<Challenge> challenges, Credentials credentials, Supplier<String> clientNonces) {
    for (Challenge challenge : challenges) {
      DigestAlgorithm algorithm = DigestAlgorithm.of(challenge.parameter("algorithm"));
      if (challenge.scheme().equals("digest") && algorithm != null) {
        return new DigestAuthorizer(challenge, algorithm, credentials, clientNonces);
      }
    }
    boolean basic = challenges.stream().anyMatch(c -> c.scheme().equals("basic"));
    return basic ? new BasicAuthorizer(credentials) : null;
  }
}
