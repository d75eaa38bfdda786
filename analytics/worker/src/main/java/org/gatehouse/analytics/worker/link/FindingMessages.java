package org.gatehouse.analytics.worker.link;

import com.google.protobuf.ByteString;
import org.gatehouse.analytics.messages.Direction;
import org.gatehouse.analytics.messages.Face;
import org.gatehouse.analytics.messages.FromWorker;
import org.gatehouse.analytics.messages.Passage;
import org.gatehouse.analytics.messages.Stage;
import org.gatehouse.analytics.protocol.wire.PlateMessages;
import org.gatehouse.analytics.worker.passage.Finding;

/** Findings as messages. */
final class FindingMessages {
  private FindingMessages() {}

  /** Lanes name their findings each for itself; the worker's name for it says the lane too. */
  static String id(int lane, Finding finding) {
    return lane + "/" + finding.id();
  }

  static FromWorker toMessage(int lane, Finding finding) {
    return switch (finding) {
      case Finding.Passage passage ->
          FromWorker.newBuilder().setPassage(passage(lane, passage)).build();
      case Finding.NoRead unread ->
          FromWorker.newBuilder().setPassage(unread(lane, unread)).build();
      case Finding.Face face -> FromWorker.newBuilder().setFace(face(lane, face)).build();
    };
  }

  private static Passage passage(int lane, Finding.Passage passage) {
    return Passage.newBuilder()
        .setLane(lane)
        .setId(id(lane, passage))
        .setPassage(passage.passage())
        .setStage(stage(passage))
        .setStartMicros(passage.startMicros())
        .setDecidedMicros(passage.decidedMicros())
        .setEndMicros(passage.endMicros())
        .setPlate(PlateMessages.toMessage(passage.plate()))
        .setDirection(direction(passage))
        .setCropJpeg(ByteString.copyFrom(passage.cropJpeg()))
        .setSceneJpeg(ByteString.copyFrom(passage.sceneJpeg()))
        .build();
  }

  private static Face face(int lane, Finding.Face face) {
    return Face.newBuilder()
        .setLane(lane)
        .setId(id(lane, face))
        .setStartMicros(face.startMicros())
        .setCapturedMicros(face.capturedMicros())
        .setEndMicros(face.endMicros())
        .setCropJpeg(ByteString.copyFrom(face.cropJpeg()))
        .build();
  }

  /** A passage without a plate. */
  private static Passage unread(int lane, Finding.NoRead unread) {
    return Passage.newBuilder()
        .setLane(lane)
        .setId(id(lane, unread))
        .setPassage(unread.passage())
        .setStartMicros(unread.startMicros())
        .setEndMicros(unread.endMicros())
        .setVehicle(PlateMessages.toMessage(unread.box()))
        .setSceneJpeg(ByteString.copyFrom(unread.sceneJpeg()))
        .build();
  }

  private static Stage stage(Finding.Passage passage) {
    return switch (passage.stage()) {
      case DECIDED -> Stage.STAGE_DECIDED;
      case FINALIZED -> Stage.STAGE_FINALIZED;
    };
  }

  private static Direction direction(Finding.Passage passage) {
    return switch (passage.direction()) {
      case APPROACHING -> Direction.DIRECTION_APPROACHING;
      case LEAVING -> Direction.DIRECTION_LEAVING;
      case IN -> Direction.DIRECTION_IN;
      case OUT -> Direction.DIRECTION_OUT;
      case UNKNOWN -> Direction.DIRECTION_UNKNOWN;
    };
  }
}
