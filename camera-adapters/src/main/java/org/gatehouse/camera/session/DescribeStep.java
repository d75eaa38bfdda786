package org.gatehouse.camera.session;

import org.gatehouse.camera.rtsp.RtspHeaders;
import org.gatehouse.camera.rtsp.RtspResponse;
import org.gatehouse.camera.sdp.ControlUrls;
import org.gatehouse.camera.sdp.SessionDescription;

/** Asks what there is to see, and chooses. */
record DescribeStep(String url, String publicMethods, boolean audio) implements Step {
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
    String location = Step.redirection(response);
    if (location != null) {
      return new Outcome.Moved(location);
    }
    return response.ok() ? choose(response) : new Outcome.Refused(response);
  }

  private Outcome choose(RtspResponse response) {
    SessionDescription description = SessionDescription.parse(response.body());
    String contentBase = response.headers().first("Content-Base");
    if (contentBase == null) {
      contentBase = response.headers().first("Content-Location");
    }
    String base = ControlUrls.base(contentBase, url);
    StreamPlans plans = StreamPlans.of(description, base, audio);
    if (plans.streams().isEmpty()) {
      return new Outcome.Failed(Faults.unsupported(plans.offered()));
    }
    String aggregate = ControlUrls.join(base, description.attribute("control"));
    return new Outcome.Next(
        SetupStep.first(new Presentation(aggregate, publicMethods, plans.streams())));
  }
}
