package org.gatehouse.contract.event;

import java.time.Instant;
import java.util.List;
import org.gatehouse.contract.vision.BoundingBox;
import org.gatehouse.contract.vision.Direction;
import org.gatehouse.contract.vision.PlateRead;
import org.jspecify.annotations.Nullable;

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

  /** Type of {@link GateDecided}. */
  String GATE_DECIDED = "org.gatehouse.gate.decided.v1";

  /** Type of {@link GateCommanded}. */
  String GATE_COMMAND = "org.gatehouse.gate.command.v1";

  /** Type of {@link GateTailgate}. */
  String GATE_TAILGATE = "org.gatehouse.gate.tailgate.v1";

  /** Type of {@link VisitStarted}. */
  String VISIT_STARTED = "org.gatehouse.visit.started.v1";

  /** Type of {@link VisitEnded}. */
  String VISIT_ENDED = "org.gatehouse.visit.ended.v1";

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
          DATA_DELETED,
          GATE_DECIDED,
          GATE_COMMAND,
          GATE_TAILGATE,
          VISIT_STARTED,
          VISIT_ENDED);

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
    /** A reason may quote the camera. */
    public CameraState {
      reason = OneLine.of(reason);
    }

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

  /**
   * A gate lane decided about a vehicle; once more if that changes. Has no plate: that is in the
   * passage's own event, which may come before or after.
   *
   * @param passageId of the passage; of a plate that was typed without one, names that
   * @param outcome {@code open}, {@code check} (by a person) or {@code refuse}
   * @param standing what the lists say: {@code allow}, {@code deny}, {@code visitor}, {@code
   *     unlisted}
   * @param reason a word that says why, such as {@code list} or {@code look-alike}
   */
  record GateDecided(
      String lane,
      String passageId,
      String outcome,
      String standing,
      String reason,
      Instant decidedAt)
      implements EventDetail {
    @Override
    public String type() {
      return GATE_DECIDED;
    }
  }

  /**
   * What became of something that a barrier was to be told.
   *
   * @param commandId the same in all that is told of it
   * @param passageId of the passage it was for; empty if for none
   * @param action {@code open}, {@code hold} or {@code close}
   * @param by {@code lists} or {@code person}
   * @param outcome {@code confirmed}, {@code failed} or {@code no-answer}
   * @param sentAt when it had left this machine; null if it never did
   * @param detail one line for a person, without secrets; empty where there is no more to say
   */
  record GateCommanded(
      String lane,
      String commandId,
      String passageId,
      String action,
      String by,
      String outcome,
      Instant decidedAt,
      @Nullable Instant sentAt,
      Instant endedAt,
      String detail)
      implements EventDetail {
    /** A detail may quote the barrier's relay or broker. */
    public GateCommanded {
      detail = OneLine.of(detail);
    }

    @Override
    public String type() {
      return GATE_COMMAND;
    }
  }

  /**
   * A second vehicle passed on the same opening. Told once for an opening.
   *
   * @param openedFor passage that it was opened for; empty if for none
   * @param passageId of the second vehicle; empty if only the loop saw it
   * @param by {@code camera} or {@code loop}
   */
  record GateTailgate(String lane, String openedFor, String passageId, String by, Instant at)
      implements EventDetail {
    @Override
    public String type() {
      return GATE_TAILGATE;
    }
  }

  /**
   * A vehicle went in.
   *
   * @param group name of the lanes that lead into the same place
   */
  record VisitStarted(
      String visitId, String group, String lane, String passageId, Instant enteredAt)
      implements EventDetail {
    @Override
    public String type() {
      return VISIT_STARTED;
    }
  }

  /**
   * It went out again.
   *
   * @param entryPassageId of the passage by which it came
   */
  record VisitEnded(
      String visitId,
      String group,
      String lane,
      String passageId,
      String entryPassageId,
      Instant enteredAt,
      Instant leftAt)
      implements EventDetail {
    @Override
    public String type() {
      return VISIT_ENDED;
    }
  }
}
