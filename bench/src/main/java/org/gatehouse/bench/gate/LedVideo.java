package org.gatehouse.bench.gate;

import java.util.List;
import org.gatehouse.camera.simulator.VideoTrack;
import org.gatehouse.contract.media.AccessUnit;

/**
 * A video, and before it for some seconds the place as it is then, without a vehicle: a camera was
 * there before the first one came, and so was the engine, which has just been started here.
 *
 * @param track all that the camera sends
 * @param leadSeconds from its first picture to that of the video
 * @param seconds of the video
 */
record LedVideo(VideoTrack track, double leadSeconds, double seconds) {
  private static final double LEAST_LEAD_SECONDS = 10;

  /** As it is. */
  static LedVideo alone(VideoTrack video) {
    return new LedVideo(video, 0, seconds(video));
  }

  /**
   * Led by its first group of pictures, again and again. Where a vehicle is in those, and where
   * nobody says when one is, it is as it is.
   */
  static LedVideo of(VideoTrack video, List<Label> truth) {
    VideoTrack group = video.firstGroup();
    double length = seconds(group);
    boolean vacant =
        !truth.isEmpty() && truth.stream().allMatch(label -> label.startSeconds() >= length);
    if (!vacant || length <= 0) {
      return alone(video);
    }
    VideoTrack led = video;
    double lead = 0;
    while (lead < LEAST_LEAD_SECONDS) {
      led = group.then(led);
      lead += length;
    }
    return new LedVideo(led, lead, seconds(video));
  }

  private static double seconds(VideoTrack track) {
    return (double) track.durationTicks() / AccessUnit.TICKS_PER_SECOND;
  }
}
