package org.gatehouse.runtime.live;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.gatehouse.contract.media.VideoCodec;
import org.jspecify.annotations.Nullable;

/**
 * What a viewer can show and wants to hear.
 *
 * @param codecs the codings of video that it plays
 * @param sound whether sound is wanted beside the pictures
 */
public record LiveWishes(Set<VideoCodec> codecs, boolean sound) {
  /** A viewer that plays whatever comes, without sound. */
  public static final LiveWishes ANY = new LiveWishes(EnumSet.allOf(VideoCodec.class), false);

  /** Copies the set. */
  public LiveWishes {
    codecs = Set.copyOf(codecs);
  }

  /**
   * From what a client said.
   *
   * @param accept the sample entries that it plays, such as {@code avc1,hvc1}; null for whatever
   *     comes
   * @throws IllegalArgumentException if it names none that is known
   */
  public static LiveWishes of(@Nullable String accept, boolean sound) {
    if (accept == null) {
      return new LiveWishes(ANY.codecs, sound);
    }
    Set<VideoCodec> codecs = EnumSet.noneOf(VideoCodec.class);
    for (String name : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
      switch (name.strip()) {
        case "avc1", "h264" -> codecs.add(VideoCodec.H264);
        case "hvc1", "hev1", "h265" -> codecs.add(VideoCodec.H265);
        case "mp4v", "mjpeg" -> codecs.add(VideoCodec.MJPEG);
        default -> {
          // Others may be played by clients that this server has no stream for.
        }
      }
    }
    if (codecs.isEmpty()) {
      throw new IllegalArgumentException(
          "accept names no video that cameras send: expected avc1, hvc1 or mp4v, but saw '"
              + accept
              + "'");
    }
    return new LiveWishes(codecs, sound);
  }
}
