package org.gatehouse.camera.rtsp;

/** The peer's bytes are no RTSP that could be read on; the connection is lost. */
public final class RtspFormatException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With what was seen. */
  public RtspFormatException(String message) {
    super(message);
  }
}
