package org.gatehouse.camera.session;

import org.gatehouse.camera.rtsp.RtspHeaders;
import org.gatehouse.camera.rtsp.RtspResponse;
import org.gatehouse.camera.rtsp.SessionHeader;
import org.gatehouse.camera.rtsp.TransportHeader;
import org.gatehouse.camera.sdp.VideoChoice;

/** Agrees on interleaved channels; the camera's reply decides which. */
record SetupStep(String url, String aggregateUrl, String publicMethods, VideoChoice.H264 video)
    implements Step {
  private static final int RTP_CHANNEL = 0;

  @Override
  public String method() {
    return "SETUP";
  }

  /** Without mode=play, which breaks some servers and is the default. */
  @Override
  public RtspHeaders headers() {
    return RtspHeaders.EMPTY.with(
        "Transport", "RTP/AVP/TCP;unicast;interleaved=" + RTP_CHANNEL + "-" + (RTP_CHANNEL + 1));
  }

  @Override
  public Outcome answered(RtspResponse response) {
    if (!response.ok()) {
      return new Outcome.Refused(response);
    }
    String session = response.headers().first("Session");
    if (session == null) {
      return new Outcome.Failed(Faults.protocol(method(), "an answer without Session header"));
    }
    String transport = response.headers().first("Transport");
    TransportHeader agreed = TransportHeader.parse(transport == null ? "" : transport, RTP_CHANNEL);
    if (transport != null && agreed.promisesDatagrams()) {
      return new Outcome.Failed(
          Faults.protocol(method(), "the camera answers TCP with " + agreed.protocol()));
    }
    MediaStream media =
        new MediaStream(
            agreed.rtpChannel(), agreed.rtcpChannel(), video.payloadType(), video.sprop());
    SessionHeader agreedSession = SessionHeader.parse(session);
    return new Outcome.Next(
        new PlayStep(
            agreedSession.id(),
            media,
            new Playing(aggregateUrl, agreedSession.timeoutSeconds(), publicMethods)));
  }
}
