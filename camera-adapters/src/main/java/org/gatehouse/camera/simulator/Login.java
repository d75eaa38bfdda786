package org.gatehouse.camera.simulator;

/** The credentials that a simulated camera wants, and how it asks for them. */
public record Login(Scheme scheme, String username, String password) {
  /** RFC 2617 and RFC 7616 schemes. */
  public enum Scheme {
    BASIC,
    DIGEST_MD5,
    DIGEST_SHA256
  }

  @Override
  public String toString() {
    return "Login[" + scheme + ", " + username + ", ***]";
  }
}
