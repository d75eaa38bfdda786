package org.gatehouse.camera.rtsp.auth;

/** The response value of RFC 7616 §3.4.1, and of RFC 2069 where there is no qop. */
record DigestResponse(
    DigestAlgorithm algorithm, String username, String password, String realm, String nonce) {
  String withoutQop(String method, String uri) {
    return algorithm.hash(secret(), nonce, algorithm.hash(method, uri));
  }

  String withQop(String method, String uri, String nonceCount, String clientNonce) {
    return algorithm.hash(
        secret(), nonce, nonceCount, clientNonce, "auth", algorithm.hash(method, uri));
  }

  private String secret() {
    return algorithm.hash(username, realm, password);
  }

  @Override
  public String toString() {
    return "DigestResponse[" + algorithm + ", " + realm + "]";
  }
}
