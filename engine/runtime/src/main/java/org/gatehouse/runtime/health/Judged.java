package org.gatehouse.runtime.health;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.gatehouse.contract.vision.PictureArea;

/**
 * How a camera's picture is to be judged.
 *
 * @param masks areas that nobody is to see, and that say nothing
 * @param turns asked at each look: a camera that can be turned is never told to have moved
 */
public record Judged(List<PictureArea> masks, BooleanSupplier turns) {
  /** Copies the list. */
  public Judged {
    masks = List.copyOf(masks);
  }
}
