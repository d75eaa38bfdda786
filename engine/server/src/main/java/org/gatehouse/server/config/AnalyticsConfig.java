package org.gatehouse.server.config;

import java.util.List;
import org.gatehouse.contract.config.Default;
import org.gatehouse.contract.config.Describe;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.vision.LaneKind;
import org.gatehouse.contract.vision.LanePriority;
import org.gatehouse.contract.vision.LaneSpec;

/** What a gate camera's picture is searched for. */
@Describe("What a gate camera's picture is searched for.")
public record AnalyticsConfig(
    @Describe("What passes: vehicle (plates) or person (one face snapshot each).") LaneKind kind,
    @Describe("Plate formats to expect, likeliest first: CN, ISO codes in Europe, GENERIC.")
        @Default("[]")
        List<String> regions,
    @Describe("How likely a plate that is told as decided may be misread, above 0 and below 1.")
        @Default("0.01")
        double risk,
    @Describe("Who goes first while there is too little processor time: low, normal or high.")
        @Default("normal")
        LanePriority priority,
    @Describe(
            "Which stream is watched while nothing moves: sub (then main is decoded at key pictures"
                + " only), main, or auto, which is sub where there is a sub-url.")
        @Default("auto")
        MotionFrom motion) {

  /** The lane that analyses {@code camera}; a vehicle lane without regions expects any format. */
  public LaneSpec lane(CameraId camera) {
    List<String> expected =
        kind == LaneKind.VEHICLE && regions.isEmpty() ? List.of("GENERIC") : regions;
    return new LaneSpec(StreamId.main(camera), kind, expected, risk, priority);
  }
}
