package org.gatehouse.camera.session;

import org.gatehouse.camera.rtsp.RtspHeaders;
import org.gatehouse.camera.rtsp.RtspResponse;

/** Asks what the camera can do; a camera that does not say is asked to DESCRIBE all the same. */
record OptionsStep(String url, boolean audio) implements Step {
  @Override
  public String method() {
    return "OPTIONS";
  }

  @Override
  public RtspHeaders headers() {
    return RtspHeaders.EMPTY;
  }

  @Override
  public Outcome answered(RtspResponse response) {
    if (response.status() == 401) {
      return new Outcome.Refused(response);
    }
    String location = Step.redirection(response);
    if (location != null) {
      return new Outcome.Moved(location);
    }
    String methods = String.join(", ", response.headers().all("Public"));
    return new Outcome.Next(new DescribeStep(url, methods, audio));
  }
}
