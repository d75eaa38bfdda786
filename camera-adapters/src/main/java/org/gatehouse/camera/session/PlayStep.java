package org.gatehouse.camera.session;

import java.util.List;
import org.gatehouse.camera.rtsp.RtspHeaders;
import org.gatehouse.camera.rtsp.RtspResponse;

/**
 * Starts the flow. RTP-Info of the answer is not looked at: too many cameras fill it wrongly, and
 * media may come before the answer.
 */
record PlayStep(List<MediaStream> streams, Playing playing) implements Step {
  PlayStep {
    streams = List.copyOf(streams);
  }

  @Override
  public String method() {
    return "PLAY";
  }

  @Override
  public String url() {
    return playing.aggregateUrl();
  }

  @Override
  public RtspHeaders headers() {
    return RtspHeaders.EMPTY.with("Range", "npt=0.000-");
  }

  @Override
  public Outcome answered(RtspResponse response) {
    String location = Step.redirection(response);
    if (location != null) {
      return new Outcome.Moved(location);
    }
    return response.ok() ? new Outcome.Started(playing) : new Outcome.Refused(response);
  }
}
