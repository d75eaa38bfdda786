package org.gatehouse.camera.session;

import java.util.List;
import org.gatehouse.camera.rtp.Depacketizer;
import org.gatehouse.camera.rtp.h264.H264Depacketizer;
import org.gatehouse.camera.rtp.h264.ParameterTracker;
import org.gatehouse.camera.sdp.ControlUrls;
import org.gatehouse.camera.sdp.SessionDescription;
import org.gatehouse.camera.sdp.VideoChoice;

/**
 * The streams that are taken of those that a camera describes.
 *
 * @param streams the video first; empty if there is none that can be carried
 * @param offered what there was, for messages
 */
record StreamPlans(List<StreamPlan> streams, String offered) {
  private static final int VIDEO_CLOCK = 90_000;

  StreamPlans {
    streams = List.copyOf(streams);
  }

  static StreamPlans of(SessionDescription description, String base, boolean audio) {
    return switch (VideoChoice.of(description)) {
      case VideoChoice.H264 video -> new StreamPlans(List.of(h264(video, base)), "");
      case VideoChoice.Unsupported other -> new StreamPlans(List.of(), other.offered());
    };
  }

  private static StreamPlan h264(VideoChoice.H264 video, String base) {
    return new StreamPlan(
        StreamKind.VIDEO,
        ControlUrls.join(base, video.control()),
        video.payloadType(),
        VIDEO_CLOCK,
        output -> depacketizer(video, output));
  }

  private static Depacketizer depacketizer(VideoChoice.H264 video, StreamOutput output) {
    ParameterTracker parameters = new ParameterTracker();
    if (video.sprop() != null) {
      parameters.offerFromSdp(video.sprop());
    }
    return new H264Depacketizer(parameters, output::picture);
  }
}
