package org.gatehouse.analytics.protocol.engine;

import java.nio.charset.StandardCharsets;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.ParameterSets;
import org.gatehouse.contract.media.StreamId;

/** Access units that say what they are, for workers that follow a script. */
final class Units {
  static final StreamId GATE = StreamId.main(new CameraId("gate"));
  static final StreamId YARD = StreamId.main(new CameraId("yard"));
  private static final ParameterSets PARAMETERS =
      ParameterSets.h264(new byte[] {0x67, 1, 2, 3}, new byte[] {0x68}, 16, 16);

  private Units() {}

  static AccessUnit unit(long micros, boolean randomAccess, String text) {
    return new AccessUnit(
        PARAMETERS, micros, micros, randomAccess, 0, text.getBytes(StandardCharsets.UTF_8));
  }
}
