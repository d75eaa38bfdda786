package org.gatehouse.contract.vision;

import java.util.List;
import org.gatehouse.contract.media.StreamId;

/**
 * One analysed stream.
 *
 * @param regions plate formats to expect, most likely first: {@code CN}, ISO 3166 codes of European
 *     countries, or {@code GENERIC}; empty for a person lane
 * @param risk how likely a plate that is told as decided may be misread, above 0 and below 1
 * @param faces which faces a person lane tells of
 * @param priority whether it goes before others when there is too little time for all
 */
public record LaneSpec(
    StreamId stream,
    LaneKind kind,
    List<String> regions,
    double risk,
    LaneView view,
    FaceLimits faces,
    LanePriority priority) {
  /** One in a hundred: about three good looks at a plate. */
  public static final double USUAL_RISK = 0.01;

  /** A lane with the usual risk and limits that looks at all of the picture. */
  public LaneSpec(StreamId stream, LaneKind kind, List<String> regions) {
    this(stream, kind, regions, USUAL_RISK, LaneView.ALL, FaceLimits.USUAL, LanePriority.NORMAL);
  }

  /** The same of another stream of the camera, which shows the same. */
  public LaneSpec of(StreamId other) {
    return new LaneSpec(other, kind, regions, risk, view, faces, priority);
  }
}
