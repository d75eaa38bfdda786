package org.gatehouse.camera.session;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import org.gatehouse.camera.payload.PayloadFormats;
import org.gatehouse.camera.rtp.Depacketizer;
import org.gatehouse.camera.sdp.ControlUrls;
import org.gatehouse.camera.sdp.MediaChoice;
import org.gatehouse.camera.sdp.MediaSection;
import org.gatehouse.camera.sdp.SessionDescription;

/**
 * The streams that are taken of those that a camera describes.
 *
 * @param streams the video first; empty if there is none that can be carried
 * @param offered what there was, for messages
 */
record StreamPlans(List<StreamPlan> streams, String offered) {
  StreamPlans {
    streams = List.copyOf(streams);
  }

  static StreamPlans of(SessionDescription description, String base, boolean audio) {
    MediaChoice choice = MediaChoice.of(description);
    List<StreamPlan> streams = new ArrayList<>();
    MediaSection video = choice.video();
    if (video != null) {
      streams.add(
          plan(
              StreamKind.VIDEO,
              video,
              base,
              out -> PayloadFormats.video(video, out.memory(), out::picture)));
      MediaSection sound = audio ? choice.audio() : null;
      if (sound != null) {
        streams.add(
            plan(StreamKind.AUDIO, sound, base, out -> PayloadFormats.audio(sound, out::audio)));
      }
      MediaSection metadata = choice.metadata();
      if (metadata != null) {
        streams.add(plan(StreamKind.METADATA, metadata, base, StreamPlans::notices));
      }
    }
    return new StreamPlans(streams, choice.offered());
  }

  private static StreamPlan plan(
      StreamKind kind,
      MediaSection section,
      String base,
      Function<StreamOutput, Depacketizer> reader) {
    String url = ControlUrls.join(base, section.control());
    return new StreamPlan(kind, url, section.payloadType(), section.clockRate(), reader);
  }

  /** The output gives notices their wall clock time, so they carry monotonic time up to there. */
  private static Depacketizer notices(StreamOutput output) {
    return PayloadFormats.metadata(
        LongUnaryOperator.identity(),
        n -> output.notice(n.topic(), n.source(), n.active(), n.epochMicros()));
  }
}
