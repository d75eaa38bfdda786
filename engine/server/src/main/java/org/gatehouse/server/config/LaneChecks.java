package org.gatehouse.server.config;

import org.gatehouse.contract.vision.FaceLimits;
import org.gatehouse.contract.vision.LaneKind;
import org.gatehouse.contract.vision.PictureArea;
import org.gatehouse.server.config.bind.Checker.Complaints;
import org.gatehouse.server.config.bind.Shown;

/** What must hold of an analysed camera beyond the form of values. */
final class LaneChecks {
  private static final int LEAST_FACE = 20;
  private static final int LARGEST_FACE = 1000;

  /** Share of the picture below which a zone cannot hold a vehicle that could be read. */
  private static final double LEAST_ZONE = 0.01;

  private LaneChecks() {}

  static void risk(double risk, Complaints complaints) {
    if (!(risk > 0 && risk < 1)) {
      complaints.about(
          "risk", "expected a share above 0 and below 1, such as 0.01, but saw " + risk);
    }
  }

  static void faceHeight(int height, Complaints complaints) {
    if (height < LEAST_FACE || height > LARGEST_FACE) {
      complaints.about(
          "min-face-height",
          "expected " + LEAST_FACE + " to " + LARGEST_FACE + " pixels, but saw " + height);
    }
  }

  static void faceQuality(double quality, Complaints complaints) {
    if (!(quality >= 0 && quality < 1)) {
      complaints.about(
          "min-face-quality", "expected 0 or more and less than 1, but saw " + quality);
    }
  }

  /** What must hold between the keys of a lane. */
  static void check(AnalyticsConfig lane, Complaints complaints) {
    if (lane.kind() == LaneKind.PERSON && !lane.regions().isEmpty()) {
      complaints.about("regions", "plate regions belong to kind vehicle, not to person");
    }
    if (lane.kind() == LaneKind.VEHICLE && !lane.faces().equals(FaceLimits.USUAL)) {
      complaints.about(
          lane.minFaceHeight() == FaceLimits.USUAL.height()
              ? "min-face-quality"
              : "min-face-height",
          "limits of faces belong to kind person: on a vehicle lane faces are only blurred");
    }
    for (String region : lane.regions()) {
      if (!Regions.KNOWN.contains(region)) {
        complaints.about(
            "regions",
            "no plate region "
                + Shown.text(region)
                + "; known: "
                + String.join(", ", Regions.KNOWN));
      }
    }
  }

  /** What must hold of zone and line, wherever they were written. */
  static void drawn(CameraConfig camera, Complaints complaints) {
    AnalyticsConfig lane = camera.analytics();
    if (lane == null) {
      return;
    }
    PictureArea zone = lane.zone();
    if (zone != null && zone.share() < LEAST_ZONE) {
      complaints.about(
          "analytics",
          "camera %s: zone: expected a hundredth of the picture or more, but saw %.5f of it"
              .formatted(camera.id(), zone.share()));
    }
    if ((lane.line() == null) != (lane.inSide() == null)) {
      complaints.about(
          "analytics",
          "camera %s: %s needs %s, too"
              .formatted(
                  camera.id(),
                  lane.line() == null ? "in-side" : "line",
                  lane.line() == null ? "line" : "in-side (left or right)"));
    }
    if (lane.kind() == LaneKind.PERSON && lane.line() != null) {
      complaints.about(
          "analytics",
          "camera %s: line belongs to kind vehicle: nobody says where a person went"
              .formatted(camera.id()));
    }
  }
}
