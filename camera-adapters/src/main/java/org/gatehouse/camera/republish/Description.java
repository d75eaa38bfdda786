package org.gatehouse.camera.republish;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.AudioFormat;
import org.gatehouse.contract.media.AudioFrame;
import org.gatehouse.contract.media.ParameterSets;
import org.gatehouse.contract.media.StreamReader;
import org.gatehouse.contract.media.StreamSource;
import org.gatehouse.contract.media.VideoCodec;
import org.jspecify.annotations.Nullable;

/**
 * What a stream consists of, as it was when somebody asked.
 *
 * @param sound null if none is heard
 */
record Description(StreamSource source, ParameterSets video, @Nullable AudioFormat sound) {
  private static final int SHORTEST_SPS = 4;

  /** By what the stream holds, or brings within {@code patience}; null if it brings nothing. */
  static @Nullable Description of(StreamSource source, Duration patience)
      throws InterruptedException {
    @Nullable AudioFormat heard = null;
    @Nullable ParameterSets seen = null;
    try (StreamReader reader = source.open(StreamSource.Start.OLDEST_RANDOM_ACCESS)) {
      AccessUnit unit = reader.take(patience);
      while (unit != null) {
        seen = unit.parameters();
        for (AudioFrame frame : unit.audio()) {
          heard = frame.format();
        }
        unit = reader.poll();
      }
    }
    return seen == null ? null : new Description(source, seen, heard);
  }

  /** Why it cannot be carried by RTP; null if it can. */
  @Nullable String obstacle() {
    boolean tooLarge = Math.max(video.width(), video.height()) > OutTrack.LARGEST_JPEG;
    if (video.codec() == VideoCodec.MJPEG && tooLarge) {
      return "MJPEG of more than 2040 pixels a side has no place in RTP (RFC 2435)";
    }
    boolean damaged = video.codec() != VideoCodec.MJPEG && video.sps().length < SHORTEST_SPS;
    return damaged ? "its parameter sets are damaged" : null;
  }

  /** One or two; the video first. */
  List<OutTrack> tracks() {
    List<OutTrack> tracks = new ArrayList<>();
    tracks.add(OutTrack.video(video));
    if (sound != null) {
      tracks.add(OutTrack.sound(sound));
    }
    return tracks;
  }

  /** RFC 8866. */
  byte[] sdp() {
    StringBuilder out =
        new StringBuilder("v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=")
            .append(source.id())
            .append("\r\nc=IN IP4 0.0.0.0\r\nt=0 0\r\na=control:*\r\na=range:npt=now-\r\n");
    List<OutTrack> tracks = tracks();
    for (int i = 0; i < tracks.size(); i++) {
      out.append(tracks.get(i).section(i));
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }
}
