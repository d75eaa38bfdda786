package org.gatehouse.camera.session;

import org.gatehouse.camera.rtsp.RtspHeaders;
import org.gatehouse.camera.rtsp.RtspResponse;
import org.gatehouse.contract.camera.CameraFault;
import org.jspecify.annotations.Nullable;

/**
 * One request on the way to a playing stream, with all that is known by then: OPTIONS, DESCRIBE,
 * SETUP of each media stream, PLAY (RFC 2326 §10). Immutable.
 */
sealed interface Step permits OptionsStep, DescribeStep, SetupStep, PlayStep {
  /** The request's method; also the step's name in messages. */
  String method();

  /** The request's URL. */
  String url();

  /** Headers besides those of every request. */
  RtspHeaders headers();

  /** What follows from the answer, a refusal included. */
  Outcome answered(RtspResponse response);

  /** What follows from an answer. */
  sealed interface Outcome {
    /** Ask this next. */
    record Next(Step step) implements Outcome {}

    /** The stream plays. */
    record Started(Playing playing) implements Outcome {}

    /** The stream is to be had elsewhere. */
    record Moved(String location) implements Outcome {}

    /** The camera refuses with this status. */
    record Refused(RtspResponse response) implements Outcome {}

    /** Not over this transport: {@code seen} says what came instead of consent. */
    record OtherTransport(String seen, CameraFault ifLast) implements Outcome {}

    /** It cannot go on. */
    record Failed(CameraFault fault) implements Outcome {}
  }

  /** Where a redirection leads (RFC 2326 §11.3); null if the response is none. */
  static @Nullable String redirection(RtspResponse response) {
    return response.status() / 100 == 3 ? response.headers().first("Location") : null;
  }
}
