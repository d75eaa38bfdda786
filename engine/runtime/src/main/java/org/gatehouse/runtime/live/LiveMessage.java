package org.gatehouse.runtime.live;

import java.nio.ByteBuffer;
import org.gatehouse.contract.media.AudioFormat;
import org.gatehouse.contract.media.ParameterSets;
import org.jspecify.annotations.Nullable;

/**
 * The messages of docs/http-api.md "Live": a text before each initialisation segment, and the
 * 16-byte header before each binary message, big-endian.
 */
final class LiveMessage {
  static final int KEY_FRAME = 1;
  static final int INIT_SEGMENT = 2;
  static final int DISCONTINUITY = 4;
  static final int SOUND = 8;
  static final byte[] NONE = {};

  private static final int HEADER_SIZE = 16;

  private LiveMessage() {}

  /** One message of a header and the parts. */
  static byte[] of(long epochMicros, long sequence, int flags, byte[]... parts) {
    int size = HEADER_SIZE;
    for (byte[] part : parts) {
      size += part.length;
    }
    ByteBuffer out = ByteBuffer.allocate(size);
    out.putLong(epochMicros).putInt((int) sequence).put((byte) flags).position(HEADER_SIZE);
    for (byte[] part : parts) {
      out.put(part);
    }
    return out.array();
  }

  /**
   * What comes before an initialisation segment. None of the texts needs escaping: they are ours.
   *
   * @param silence why there is no sound although it was asked for; null if there is nothing to say
   */
  static String init(
      ParameterSets video, @Nullable AudioFormat sound, String stream, @Nullable String silence) {
    String codecs = video.rfc6381() + (sound == null ? "" : ", " + sound.rfc6381());
    return "{\"kind\":\"init\",\"mime\":\"video/mp4; codecs=\\\"%s\\\"\",\"width\":%d,\"height\":%d,\"stream\":%s,\"sound\":%s,\"silence\":%s}"
        .formatted(
            codecs,
            video.width(),
            video.height(),
            quoted(stream),
            quoted(sound == null ? null : sound.rfc6381()),
            quoted(silence));
  }

  /**
   * What comes before the first message of {@link #SOUND}, and after the last.
   *
   * @param sound null if there is none any more
   */
  static String sound(@Nullable AudioFormat sound, @Nullable String silence) {
    return "{\"kind\":\"sound\",\"codec\":%s,\"rate\":%d,\"channels\":%d,\"silence\":%s}"
        .formatted(
            quoted(sound == null ? null : sound.rfc6381()),
            sound == null ? 0 : sound.clockRate(),
            sound == null ? 0 : sound.channels(),
            quoted(silence));
  }

  private static String quoted(@Nullable String text) {
    return text == null ? "null" : '"' + text + '"';
  }
}
