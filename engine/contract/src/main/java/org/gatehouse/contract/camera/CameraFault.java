package org.gatehouse.contract.camera;

/**
 * Why a session ended.
 *
 * @param step what was being done, in the protocol's words: {@code connect}, {@code DESCRIBE},
 *     {@code PLAY}, {@code streaming}
 * @param seen what was seen, without secrets: {@code 401 Unauthorized}, {@code Connection refused}
 * @param remedy what a person can do about it
 */
public record CameraFault(Kind kind, String step, String seen, String remedy) {
  /** The kinds of fault, by what should follow. */
  public enum Kind {
    /** No connection: unknown host, refused, no route, time-out. */
    UNREACHABLE,
    /** The camera refused the credentials that it was given. */
    UNAUTHORIZED,
    /** The camera knows no such stream (404 and the like). */
    NOT_FOUND,
    /** The camera offers no codec that can be carried. */
    UNSUPPORTED_CODEC,
    /** What the camera said could not be understood, or it answered with an error. */
    PROTOCOL,
    /** A step or the media flow stood still past its deadline. */
    STALLED,
    /** The camera closed the connection. */
    CLOSED_BY_CAMERA,
    /** We closed it. */
    CLOSED_BY_US
  }

  @Override
  public String toString() {
    return step + ": " + seen + "; " + remedy;
  }
}
