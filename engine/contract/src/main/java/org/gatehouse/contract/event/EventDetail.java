package org.gatehouse.contract.event;

import java.time.Instant;
import java.util.List;
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

  /** Type of {@link DeliveryTest}. */
  String DELIVERY_TEST = "org.gatehouse.delivery.test.v1";

  /** Type of {@link DataDeleted}. */
  String DATA_DELETED = "org.gatehouse.data.deleted.v1";

  /** All types; a breaking change of one is a new type. */
  List<String> TYPES =
      List.of(
          PASSAGE_DECIDED,
          PASSAGE_FINALIZED,
          PASSAGE_NO_READ,
          FACE_SNAPSHOT,
          CAMERA_STATE,
          ANALYTICS_GAP,
          DELIVERY_TEST,
          DATA_DELETED);

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

  /**
   * Nothing happened: it shows that events reach a destination, which alone gets it.
   *
   * @param canary whether it is sent by itself, every now and then; else a person asked for it
   */
  record DeliveryTest(String destination, boolean canary) implements EventDetail {
    @Override
    public String type() {
      return DELIVERY_TEST;
    }
  }

  /**
   * Data is gone, so that whoever keeps copies can let go of them too. Says nothing of what it
   * held.
   *
   * @param what was deleted, such as {@code events} or {@code snapshots}
   * @param before older than this
   * @param undelivered how many of them some destination was still owed
   * @param cause such as {@code retention}
   */
  record DataDeleted(String what, Instant before, long count, long undelivered, String cause)
      implements EventDetail {
    @Override
    public String type() {
      return DATA_DELETED;
    }
  }
}
