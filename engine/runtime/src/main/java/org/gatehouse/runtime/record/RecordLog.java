package org.gatehouse.runtime.record;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.Gap;
import org.gatehouse.contract.storage.SegmentStore;
import org.gatehouse.contract.time.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the recorder says about one stream, at most once a minute of each kind. */
final class RecordLog {
  private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

  private final StreamId stream;
  private final SegmentStore store;
  private final Ticker ticker;
  private final Throttle gaps = new Throttle();
  private final Throttle failures = new Throttle();
  private final Throttle sounds = new Throttle();

  RecordLog(StreamId stream, SegmentStore store, Ticker ticker) {
    this.stream = stream;
    this.store = store;
    this.ticker = ticker;
  }

  /** The video of these is missing, at least one. */
  void gap(List<Gap> missing, long framesLost) {
    if (gaps.pass(ticker.nanos())) {
      Gap last = missing.getLast();
      LOG.warn(
          "camera {}: recording has a gap of {} ms before {}: {}; {} frames lost so far{}",
          stream,
          Duration.between(missing.getFirst().from(), last.to()).toMillis(),
          last.to(),
          last.cause(),
          framesLost,
          more(gaps.takeHeldBack()));
    }
  }

  void failed(Exception cause, String where, long retrySeconds) {
    if (failures.pass(ticker.nanos())) {
      LOG.error(
          "camera {}: recording stopped, cannot write {}: {} ({} MB free on {});"
              + " trying again every {} s{}",
          stream,
          where,
          reason(cause),
          store.usableBytes() >> 20,
          store.root(),
          retrySeconds,
          more(failures.takeHeldBack()),
          cause instanceof IOException ? null : cause);
    }
  }

  void resumed(OpenSegment segment) {
    LOG.info("camera {}: recording again, into {}", stream, segment);
  }

  void unusable(Object parameters, Exception cause) {
    LOG.error(
        "camera {}: {} cannot be recorded: {}; waiting for the camera to send other parameter sets."
            + " Restart the camera or set it to another codec, or set record: off",
        stream,
        parameters,
        reason(cause));
  }

  void soundLeftOut(Object format) {
    if (sounds.pass(ticker.nanos())) {
      LOG.warn(
          "camera {}: sound of {} has no place in MP4 and is left out; pictures are recorded."
              + " Set the camera's sound to AAC, G.711 or Opus{}",
          stream,
          format,
          more(sounds.takeHeldBack()));
    }
  }

  void unfinished(Exception cause, OpenSegment segment) {
    if (failures.pass(ticker.nanos())) {
      LOG.error(
          "camera {}: {} could not be finished: {}; it plays, but may lack its index or its end{}",
          stream,
          segment,
          reason(cause),
          more(failures.takeHeldBack()));
    }
  }

  private static String reason(Exception cause) {
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }

  private static String more(long heldBack) {
    return heldBack == 0 ? "" : " (and " + heldBack + " more since the last such message)";
  }
}
