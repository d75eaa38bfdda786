package org.gatehouse.camera.session;

import org.gatehouse.camera.rtsp.RtspHeaders;
import org.gatehouse.camera.rtsp.RtspResponse;
import org.gatehouse.camera.sdp.ControlUrls;
import org.gatehouse.camera.sdp.SessionDescription;
import org.gatehouse.camera.sdp.VideoChoice;
import org.jspecify.annotations.Nullable;

/** Asks what there is to see, and chooses. */
record DescribeStep(String url, String publicMethods) implements Step {
  @Override
  public String method() {
    return "DESCRIBE";
  }

  @Override
  public RtspHeaders headers() {
    return RtspHeaders.EMPTY.with("Accept", "application/sdp");
  }

  @Override
  public Outcome answered(RtspResponse response) {
    String location = response.headers().first("Location");
    if (response.status() / 100 == 3 && location != null) {
      return new Outcome.Moved(location);
    }
    return response.ok() ? choose(response) : new Outcome.Refused(response);
  }

  private Outcome choose(RtspResponse response) {
    SessionDescription description = SessionDescription.parse(response.body());
    return switch (VideoChoice.of(description)) {
      case VideoChoice.H264 video -> new Outcome.Next(setup(response, description, video));
      case VideoChoice.Unsupported other -> new Outcome.Failed(Faults.unsupported(other.offered()));
    };
  }

  private SetupStep setup(
      RtspResponse response, SessionDescription description, VideoChoice.H264 video) {
    @Nullable String contentBase = response.headers().first("Content-Base");
    if (contentBase == null) {
      contentBase = response.headers().first("Content-Location");
    }
    String base = ControlUrls.base(contentBase, url);
    String aggregate = ControlUrls.join(base, description.attribute("control"));
    return new SetupStep(ControlUrls.join(base, video.control()), aggregate, publicMethods, video);
  }
}
