package org.gatehouse.bench.media;

/** A video cannot be read or made; the message says which and why. */
public final class VideoException extends RuntimeException {
  /** Takes a message for a person. */
  public VideoException(String message) {
    super(message);
  }
}
