package org.gatehouse.camera.rtsp;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** Writes messages as bytes, RFC 2326 §4. Header names go out exactly as given. */
public final class RtspWriter {
  private static final String VERSION = "RTSP/1.0";

  private RtspWriter() {}

  /** Appends the message to {@code out}. Content-Length is added if there is a body. */
  public static void write(RtspMessage message, ByteBuf out) {
    StringBuilder text = new StringBuilder(256);
    switch (message) {
      case RtspRequest r ->
          text.append(r.method()).append(' ').append(r.uri()).append(' ').append(VERSION);
      case RtspResponse r ->
          text.append(VERSION).append(' ').append(r.status()).append(' ').append(r.reason());
    }
    text.append("\r\n");
    for (RtspHeaders.Line line : message.headers().lines()) {
      text.append(line.name()).append(": ").append(line.value()).append("\r\n");
    }
    if (message.body().length > 0) {
      text.append("Content-Length: ").append(message.body().length).append("\r\n");
    }
    text.append("\r\n");
    out.writeCharSequence(text, StandardCharsets.UTF_8);
    out.writeBytes(message.body());
  }
}
