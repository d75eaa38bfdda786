package org.gatehouse.runtime.segment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.gatehouse.contract.media.ParameterSets;
import org.jspecify.annotations.Nullable;

/**
 * What a file's {@code ftyp} and {@code moov} say of its tracks.
 *
 * @param init both boxes as they are
 */
public record SegmentFormat(byte[] init, VideoTrack video, @Nullable SoundTrack sound) {
  /** The video track. */
  public record VideoTrack(int timescale, ParameterSets parameters) {}

  /**
   * The sound track.
   *
   * @param codec as in a MIME type (RFC 6381); null if browsers do not play it in MP4
   * @param description the sample description box, as it is
   */
  public record SoundTrack(int timescale, @Nullable String codec, byte[] description) {}

  private static final int VIDEO = Box.type("vide");

  /**
   * Reads the two boxes.
   *
   * @throws IOException if they are not as the recorder writes them
   */
  static SegmentFormat parse(byte[] init) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(init);
    Box moov = Box.first(Box.in(bytes, 0, init.length), Box.MOOV);
    if (moov == null) {
      throw new IOException("it has no moov box");
    }
    VideoTrack video = null;
    SoundTrack sound = null;
    try {
      for (Box trak : tracks(bytes, moov)) {
        Box stsd = needed(trak.find(bytes, Box.MDIA, Box.MINF, Box.STBL, Box.STSD), "stsd");
        int timescale = timescale(bytes, trak);
        if (isVideo(bytes, trak)) {
          video = new VideoTrack(timescale, SampleEntries.video(bytes, stsd));
        } else {
          sound = SampleEntries.sound(bytes, stsd, timescale);
        }
      }
    } catch (IndexOutOfBoundsException | IllegalArgumentException damaged) {
      throw new IOException("its moov box is damaged (" + damaged.getMessage() + ")", damaged);
    }
    if (video == null) {
      throw new IOException("it has no video track");
    }
    return new SegmentFormat(init, video, sound);
  }

  /** The MIME type, with the sound's codec if that goes along. */
  public String mime(boolean withSound) {
    String codec = sound == null || !withSound ? null : sound.codec;
    return "video/mp4; codecs=\""
        + video.parameters.rfc6381()
        + (codec == null ? "" : "," + codec)
        + "\"";
  }

  /** True if a player can go on from one to the other without a new initialisation segment. */
  public boolean follows(SegmentFormat before) {
    return equals(before) || (video.equals(before.video) && same(sound, before.sound));
  }

  private static boolean same(@Nullable SoundTrack a, @Nullable SoundTrack b) {
    if (a == null || b == null) {
      return a == null && b == null;
    }
    return a.timescale == b.timescale && Arrays.equals(a.description, b.description);
  }

  /** The initialisation segment, with the sound track or without. */
  public byte[] init(boolean withSound) {
    return withSound || sound == null ? init : InitWithoutSound.of(init);
  }

  /** The sample description box (§8.5.2) of the video or the sound track; empty without one. */
  public byte[] description(boolean ofVideo) {
    ByteBuffer bytes = ByteBuffer.wrap(init);
    Box moov = Box.first(Box.in(bytes, 0, init.length), Box.MOOV);
    for (Box trak : moov == null ? List.<Box>of() : tracks(bytes, moov)) {
      Box stsd = trak.find(bytes, Box.MDIA, Box.MINF, Box.STBL, Box.STSD);
      if (stsd != null && isVideo(bytes, trak) == ofVideo) {
        return Arrays.copyOfRange(init, stsd.start(), stsd.end());
      }
    }
    return new byte[0];
  }

  static List<Box> tracks(ByteBuffer bytes, Box moov) {
    return moov.children(bytes).stream().filter(box -> box.type() == Box.TRAK).toList();
  }

  static boolean isVideo(ByteBuffer bytes, Box trak) {
    Box hdlr = trak.find(bytes, Box.MDIA, Box.HDLR);
    return hdlr != null && bytes.getInt(hdlr.body() + 8) == VIDEO;
  }

  /** §8.4.2. */
  private static int timescale(ByteBuffer bytes, Box trak) throws IOException {
    Box mdhd = needed(trak.find(bytes, Box.MDIA, Box.MDHD), "mdhd");
    int timescale = bytes.getInt(mdhd.body() + (bytes.get(mdhd.body()) == 1 ? 20 : 12));
    if (timescale <= 0) {
      throw new IOException("a track's timescale is " + timescale);
    }
    return timescale;
  }

  private static Box needed(@Nullable Box box, String name) throws IOException {
    if (box == null) {
      throw new IOException("a track has no " + name + " box");
    }
    return box;
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return this == o;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return mime(true);
  }
}
