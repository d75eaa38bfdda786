package org.gatehouse.runtime.events;

import java.util.List;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.vision.BoundingBox;
import org.gatehouse.contract.vision.Direction;
import org.gatehouse.contract.vision.FaceReport;
import org.gatehouse.contract.vision.NoReadReport;
import org.gatehouse.contract.vision.PassageReport;
import org.gatehouse.contract.vision.PlateCharacter;
import org.gatehouse.contract.vision.PlateRead;

/** What a worker would report. */
final class Reports {
  private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xd9};

  private Reports() {}

  static PassageReport passage(String camera, String id, String plate) {
    return passage(camera, id, PassageReport.Stage.FINALIZED, plate);
  }

  static PassageReport passage(String camera, String id, PassageReport.Stage stage, String plate) {
    return new PassageReport(
        StreamId.main(new CameraId(camera)),
        id + stage,
        id,
        stage,
        1_000_000,
        2_000_000,
        3_000_000,
        new PlateRead(
            plate,
            0.9,
            "CN",
            "standard",
            List.of(new PlateCharacter(plate.substring(0, 1), 0.9, List.of())),
            new BoundingBox(0.1, 0.1, 0.2, 0.1),
            12),
        Direction.APPROACHING,
        JPEG,
        JPEG);
  }

  static NoReadReport noRead(String camera, String id) {
    return new NoReadReport(
        StreamId.main(new CameraId(camera)),
        id,
        id,
        1_000_000,
        3_000_000,
        new BoundingBox(0.1, 0.1, 0.5, 0.5),
        JPEG);
  }

  static FaceReport face(String camera, String id, long startMicros) {
    return new FaceReport(
        StreamId.main(new CameraId(camera)),
        id,
        startMicros,
        startMicros + 100_000,
        startMicros + 200_000,
        JPEG);
  }
}
