package org.gatehouse.analytics.protocol.wire;

import com.google.protobuf.ByteString;
import org.gatehouse.analytics.messages.Face;
import org.gatehouse.analytics.messages.Passage;
import org.gatehouse.analytics.messages.Stage;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.vision.Direction;
import org.gatehouse.contract.vision.FaceReport;
import org.gatehouse.contract.vision.NoReadReport;
import org.gatehouse.contract.vision.PassageReport;

/** What a lane found, as message and back. A message names the lane, a report its stream. */
public final class ReportMessages {
  private ReportMessages() {}

  /** As message of that lane. */
  public static Passage toMessage(int lane, PassageReport report) {
    return Passage.newBuilder()
        .setLane(lane)
        .setId(report.findingId())
        .setPassage(report.passageId())
        .setStage(toMessage(report.stage()))
        .setStartMicros(report.startMicros())
        .setDecidedMicros(report.decidedMicros())
        .setEndMicros(report.endMicros())
        .setPlate(PlateMessages.toMessage(report.plate()))
        .setDirection(toMessage(report.direction()))
        .setCropJpeg(ByteString.copyFrom(report.cropJpeg()))
        .setSceneJpeg(ByteString.copyFrom(report.sceneJpeg()))
        .build();
  }

  /** From a message of the lane that analyses {@code stream}. */
  public static PassageReport fromMessage(StreamId stream, Passage message) {
    return new PassageReport(
        stream,
        message.getId(),
        message.getPassage(),
        fromMessage(message.getStage()),
        message.getStartMicros(),
        message.getDecidedMicros(),
        message.getEndMicros(),
        PlateMessages.fromMessage(message.getPlate()),
        fromMessage(message.getDirection()),
        message.getCropJpeg().toByteArray(),
        message.getSceneJpeg().toByteArray());
  }

  /** From a message without a plate, of the lane that analyses {@code stream}. */
  public static NoReadReport noRead(StreamId stream, Passage message) {
    return new NoReadReport(
        stream,
        message.getId(),
        message.getPassage(),
        message.getStartMicros(),
        message.getEndMicros(),
        PlateMessages.fromMessage(message.getVehicle()),
        message.getSceneJpeg().toByteArray());
  }

  /** As message of that lane. */
  public static Face toMessage(int lane, FaceReport report) {
    return Face.newBuilder()
        .setLane(lane)
        .setId(report.trackId())
        .setStartMicros(report.startMicros())
        .setCapturedMicros(report.capturedMicros())
        .setEndMicros(report.endMicros())
        .setCropJpeg(ByteString.copyFrom(report.cropJpeg()))
        .build();
  }

  /** From a message of the lane that analyses {@code stream}. */
  public static FaceReport fromMessage(StreamId stream, Face message) {
    return new FaceReport(
        stream,
        message.getId(),
        message.getStartMicros(),
        message.getCapturedMicros(),
        message.getEndMicros(),
        message.getCropJpeg().toByteArray());
  }

  private static Stage toMessage(PassageReport.Stage stage) {
    return switch (stage) {
      case DECIDED -> Stage.STAGE_DECIDED;
      case FINALIZED -> Stage.STAGE_FINALIZED;
    };
  }

  private static PassageReport.Stage fromMessage(Stage message) {
    return switch (message) {
      case STAGE_DECIDED -> PassageReport.Stage.DECIDED;
      case STAGE_FINALIZED, UNRECOGNIZED -> PassageReport.Stage.FINALIZED;
    };
  }

  private static org.gatehouse.analytics.messages.Direction toMessage(Direction direction) {
    return switch (direction) {
      case APPROACHING -> org.gatehouse.analytics.messages.Direction.DIRECTION_APPROACHING;
      case LEAVING -> org.gatehouse.analytics.messages.Direction.DIRECTION_LEAVING;
      case IN -> org.gatehouse.analytics.messages.Direction.DIRECTION_IN;
      case OUT -> org.gatehouse.analytics.messages.Direction.DIRECTION_OUT;
      case UNKNOWN -> org.gatehouse.analytics.messages.Direction.DIRECTION_UNKNOWN;
    };
  }

  private static Direction fromMessage(org.gatehouse.analytics.messages.Direction message) {
    return switch (message) {
      case DIRECTION_APPROACHING -> Direction.APPROACHING;
      case DIRECTION_LEAVING -> Direction.LEAVING;
      case DIRECTION_IN -> Direction.IN;
      case DIRECTION_OUT -> Direction.OUT;
      case DIRECTION_UNKNOWN, UNRECOGNIZED -> Direction.UNKNOWN;
    };
  }
}
