package org.gatehouse.contract.vision;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of its camera's picture a lane is about.
 *
 * @param zone where passages are looked for; null for all of the picture
 * @param line what a vehicle crosses on its way in or out; null if nobody drew one
 * @param inSide which side of the line is in; null without a line
 * @param masks what nobody may see: covered before anything looks at the picture
 */
public record LaneView(
    @Nullable PictureArea zone,
    @Nullable PictureLine line,
    @Nullable InSide inSide,
    List<PictureArea> masks) {
  /** All of the picture, nothing covered. */
  public static final LaneView ALL = new LaneView(null, null, null, List.of());

  /** Copies the list. */
  public LaneView {
    masks = List.copyOf(masks);
    if ((line == null) != (inSide == null)) {
      throw new IllegalArgumentException("a line and the side of it that is in belong together");
    }
  }
}
