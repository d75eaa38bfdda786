package org.gatehouse.camera.session;

import java.util.ArrayList;
import java.util.List;
import org.gatehouse.camera.rtsp.RtspHeaders;
import org.gatehouse.camera.rtsp.RtspResponse;
import org.gatehouse.camera.rtsp.SessionHeader;
import org.gatehouse.camera.rtsp.TransportHeader;
import org.jspecify.annotations.Nullable;

/**
 * Agrees on the transport of one media stream; the camera's reply decides. The video comes first;
 * without it there is nothing, without another stream the rest goes on.
 *
 * @param index of the stream at hand
 * @param ask what is asked for; null until the conversation knows, for ports must be opened first
 * @param agreed the streams before it that were agreed on
 * @param session what the camera answered last; null if nothing yet
 */
record SetupStep(
    Presentation presentation,
    int index,
    @Nullable TransportAsk ask,
    List<MediaStream> agreed,
    @Nullable SessionHeader session)
    implements Step {
  private static final int UNSUPPORTED_TRANSPORT = 461;

  SetupStep {
    agreed = List.copyOf(agreed);
  }

  /** Of the first stream. */
  static SetupStep first(Presentation presentation) {
    return new SetupStep(presentation, 0, null, List.of(), null);
  }

  /** The same with what is asked for. */
  SetupStep asking(TransportAsk wanted) {
    return new SetupStep(presentation, index, wanted, agreed, session);
  }

  StreamPlan plan() {
    return presentation.streams().get(index);
  }

  /** The stream's first channel number: what is asked for over TCP, our own over UDP. */
  int channel() {
    return 2 * index;
  }

  @Override
  public String method() {
    return "SETUP";
  }

  @Override
  public String url() {
    return plan().url();
  }

  @Override
  public RtspHeaders headers() {
    return ask == null ? RtspHeaders.EMPTY : RtspHeaders.EMPTY.with("Transport", ask.header());
  }

  @Override
  public Outcome answered(RtspResponse response) {
    String location = Step.redirection(response);
    if (location != null) {
      return new Outcome.Moved(location);
    }
    if (!response.ok()) {
      return refused(response);
    }
    String value = response.headers().first("Session");
    if (value == null && session == null) {
      return new Outcome.Failed(Faults.protocol(method(), "an answer without Session header"));
    }
    SessionHeader now = value == null ? session : SessionHeader.parse(value);
    String transport = response.headers().first("Transport");
    TransportHeader reply = TransportHeader.parse(transport == null ? "" : transport, channel());
    String mismatch = transport == null ? null : mismatch(reply);
    if (mismatch != null) {
      return new Outcome.OtherTransport(mismatch, Faults.protocol(method(), mismatch));
    }
    return next(stream(reply), now);
  }

  private Outcome refused(RtspResponse response) {
    boolean first = agreed.isEmpty();
    if (first && response.status() == UNSUPPORTED_TRANSPORT) {
      return new Outcome.OtherTransport(
          response.statusLine(), Faults.refused(method(), response, true));
    }
    return first || response.status() == 401 ? new Outcome.Refused(response) : next(null, session);
  }

  /** What the reply promises although something else was asked for; null if it fits. */
  private @Nullable String mismatch(TransportHeader reply) {
    LowerTransport asked = ask == null ? LowerTransport.TCP : ask.lower();
    boolean fits =
        switch (asked) {
          case TCP -> !reply.promisesDatagrams();
          case UDP -> reply.promisesDatagrams() && !reply.multicast();
          case MULTICAST -> reply.multicast() && reply.destination() != null;
        };
    return fits ? null : "the camera answers " + asked + " with " + describe(reply);
  }

  private static String describe(TransportHeader reply) {
    String how = reply.interleaved() ? ", interleaved" : reply.multicast() ? ", multicast" : "";
    return (reply.protocol().isEmpty() ? "no protocol" : reply.protocol()) + how;
  }

  private MediaStream stream(TransportHeader reply) {
    boolean interleaved = ask == null || ask.lower() == LowerTransport.TCP;
    return interleaved
        ? new MediaStream(plan(), reply.rtpChannel(), reply.rtcpChannel(), reply)
        : new MediaStream(plan(), channel(), channel() + 1, reply);
  }

  private Outcome next(@Nullable MediaStream more, @Nullable SessionHeader now) {
    List<MediaStream> all = new ArrayList<>(agreed);
    if (more != null) {
      all.add(more);
    }
    if (index + 1 < presentation.streams().size()) {
      return new Outcome.Next(new SetupStep(presentation, index + 1, null, all, now));
    }
    int timeout = now == null ? SessionHeader.DEFAULT_TIMEOUT : now.timeoutSeconds();
    return new Outcome.Next(
        new PlayStep(
            all, new Playing(presentation.aggregateUrl(), timeout, presentation.publicMethods())));
  }
}
