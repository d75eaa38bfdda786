package org.gatehouse.camera.republish;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.jspecify.annotations.Nullable;

/**
 * What a request's URL means: {@code rtsp://host/camera}, {@code /camera/sub}, and a track of it.
 *
 * @param track 0 is the video, 1 the sound; -1 if none is named
 */
record Target(StreamId stream, int track) {
  private static final Pattern PATH =
      Pattern.compile(
          "(?:rtsp://[^/]*)?/([a-z0-9][a-z0-9._-]{0,63})(?:/(main|sub))?(?:/trackid=([01]))?/?");

  /** Null for what names no stream; a query is not looked at. */
  static @Nullable Target of(String url) {
    int query = url.indexOf('?');
    String path = (query < 0 ? url : url.substring(0, query)).toLowerCase(Locale.ROOT);
    Matcher matcher = PATH.matcher(path);
    if (!matcher.matches()) {
      return null;
    }
    CameraId camera = new CameraId(matcher.group(1));
    boolean small = "sub".equals(matcher.group(2));
    String track = matcher.group(3);
    return new Target(
        small ? StreamId.sub(camera) : StreamId.main(camera),
        track == null ? -1 : Integer.parseInt(track));
  }
}
