package org.gatehouse.camera.session;

import org.gatehouse.camera.rtsp.RtspHeaders;
import org.gatehouse.camera.rtsp.RtspResponse;
import org.gatehouse.contract.camera.CameraFault;

/**
 * One request on the way to a playing stream, with all that is known by then: OPTIONS, DESCRIBE,
 * SETUP, PLAY (RFC 2326 §10). Immutable.
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

    /** It cannot go on. */
    record Failed(CameraFault fault) implements Outcome {}
  }
}
