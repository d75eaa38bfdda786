package org.gatehouse.server.config;

import java.util.List;
import org.gatehouse.contract.config.Default;
import org.gatehouse.contract.config.Describe;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.vision.FaceLimits;
import org.gatehouse.contract.vision.InSide;
import org.gatehouse.contract.vision.LaneKind;
import org.gatehouse.contract.vision.LanePriority;
import org.gatehouse.contract.vision.LaneSpec;
import org.gatehouse.contract.vision.LaneView;
import org.gatehouse.contract.vision.PictureArea;
import org.gatehouse.contract.vision.PictureLine;
import org.jspecify.annotations.Nullable;

/** What a gate camera's picture is searched for. */
@Describe("What a gate camera's picture is searched for.")
public record AnalyticsConfig(
    @Describe("What passes: vehicle (plates) or person (one face snapshot each).") LaneKind kind,
    @Describe(
            "Plate formats to expect, likeliest first: CN, EU or a country there by its code, US, BR, GENERIC.")
        @Default("[]")
        List<String> regions,
    @Describe("How likely a plate that is told as decided may be misread, above 0 and below 1.")
        @Default("0.01")
        double risk,
    @Describe(
            "Where passages are looked for: corners as '0.1,0.3 0.9,0.3 1,1 0,1', from the top"
                + " left; all of the picture if left out.")
        @Nullable PictureArea zone,
    @Describe(
            "What vehicles cross on their way in or out, from one end to the other as"
                + " '0.1,0.6 0.9,0.6'.")
        @Nullable PictureLine line,
    @Describe("Which side of the line is in, for somebody who walks along it: left or right.")
        @Nullable InSide inSide,
    @Describe("For kind person: least height of a face that is told, pixels, 20 to 1000.")
        @Default("40")
        int minFaceHeight,
    @Describe(
            "For kind person: least quality of the best picture of a face that is told, 0 (any) to"
                + " less than 1: size, sharpness, turn, light, room around it.")
        @Default("0")
        double minFaceQuality,
    @Describe("Who goes first while there is too little processor time: low, normal or high.")
        @Default("normal")
        LanePriority priority,
    @Describe(
            "Which stream is watched while nothing moves: sub (then main is decoded at key pictures"
                + " only), main, or auto, which is sub where there is a sub-url.")
        @Default("auto")
        MotionFrom motion) {

  /** Of that kind, with all else as usual. */
  public static AnalyticsConfig of(LaneKind kind) {
    return new AnalyticsConfig(
        kind,
        List.of(),
        LaneSpec.USUAL_RISK,
        null,
        null,
        null,
        FaceLimits.USUAL.height(),
        FaceLimits.USUAL.quality(),
        LanePriority.NORMAL,
        MotionFrom.AUTO);
  }

  /** The same, with what a file of zones says where nothing is said here. */
  AnalyticsConfig with(ZonesConfig zones) {
    return new AnalyticsConfig(
        kind,
        regions,
        risk,
        zone == null ? zones.zone() : zone,
        line == null ? zones.line() : line,
        inSide == null ? zones.inSide() : inSide,
        minFaceHeight,
        minFaceQuality,
        priority,
        motion);
  }

  /** Which faces are told of. */
  FaceLimits faces() {
    return new FaceLimits(minFaceHeight, minFaceQuality);
  }

  /**
   * The lane that analyses {@code camera}; a vehicle lane without regions expects any format.
   *
   * @param masks what nobody may see of the camera
   */
  public LaneSpec lane(CameraId camera, List<PictureArea> masks) {
    List<String> expected =
        kind == LaneKind.VEHICLE && regions.isEmpty() ? List.of("GENERIC") : regions;
    return new LaneSpec(
        StreamId.main(camera),
        kind,
        expected,
        risk,
        new LaneView(zone, line, inSide, masks),
        faces(),
        priority);
  }
}
