package org.gatehouse.contract.event;

import java.time.Instant;
import org.gatehouse.contract.vision.BoundingBox;
import org.gatehouse.contract.vision.Direction;
import org.gatehouse.contract.vision.PlateRead;

/** What an event is about. */
public sealed interface EventDetail {
  /** Type of {@link PassageDecided}. */
  String PASSAGE_DECIDED = "org.gatehouse.passage.decided.v1";

  /** Type of {@link PassageFinalized}. */
  String PASSAGE_FINALIZED = "org.gatehouse.passage.finalized.v1";

  /** Type of {@link PassageNoRead}. */
  String PASSAGE_NO_READ = "org.gatehouse.passage.noread.v1";

  /** Type of {@link FaceSnapshot}. */
  String FACE_SNAPSHOT = "org.gatehouse.face.snapshot.v1";

  /** Type of {@link CameraState}. */
  String CAMERA_STATE = "org.gatehouse.camera.state.v1";

  /** Type of {@link AnalyticsGap}. */
  String ANALYTICS_GAP = "org.gatehouse.analytics.gap.v1";

  /** CloudEvents {@code type}. */
  String type();

  /**
   * A vehicle is in a lane and its plate is decided; one more of the same passage corrects it.
   *
   * @param passageId names the passage, as in the {@link PassageFinalized} that follows
   */
  record PassageDecided(
      String passageId, Instant startedAt, Instant decidedAt, PlateRead plate, Direction direction)
      implements EventDetail {
    @Override
    public String type() {
      return PASSAGE_DECIDED;
    }
  }

  /**
   * One vehicle passed a lane.
   *
   * @param passageId names the passage; empty in events of versions that had no decisions
   */
  record PassageFinalized(
      String passageId,
      Instant startedAt,
      Instant decidedAt,
      Instant endedAt,
      PlateRead plate,
      Direction direction)
      implements EventDetail {
    @Override
    public String type() {
      return PASSAGE_FINALIZED;
    }
  }

  /**
   * One vehicle passed a lane, and no plate of it was read.
   *
   * @param box where the vehicle is in the scene picture
   */
  record PassageNoRead(String passageId, Instant startedAt, Instant endedAt, BoundingBox box)
      implements EventDetail {
    @Override
    public String type() {
      return PASSAGE_NO_READ;
    }
  }

  /** One person passed a gate. Deliberately nothing but when: the picture is the snapshot. */
  record FaceSnapshot(Instant startedAt, Instant capturedAt, Instant endedAt)
      implements EventDetail {
    @Override
    public String type() {
      return FACE_SNAPSHOT;
    }
  }

  /**
   * A camera came up or went down.
   *
   * @param state {@code up} or {@code down}
   * @param reason one line for a person, without secrets
   */
  record CameraState(String state, String reason) implements EventDetail {
    @Override
    public String type() {
      return CAMERA_STATE;
    }
  }

  /** A lane was not analysed for a while. */
  record AnalyticsGap(Instant from, Instant to, String cause) implements EventDetail {
    @Override
    public String type() {
      return ANALYTICS_GAP;
    }
  }
}
