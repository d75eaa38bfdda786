package org.gatehouse.analytics.protocol.wire;

import java.io.IOException;

/** The other end said something that the protocol does not allow; the connection is of no use. */
public final class ProtocolException extends IOException {
  private static final long serialVersionUID = 1L;

  /** With what was seen. */
  public ProtocolException(String message) {
    super(message);
  }

  /** With what was seen and what the decoder said of it. */
  public ProtocolException(String message, Throwable cause) {
    super(message, cause);
  }
}
