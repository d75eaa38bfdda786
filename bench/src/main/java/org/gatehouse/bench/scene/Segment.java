package org.gatehouse.bench.scene;

import java.util.List;
import org.gatehouse.bench.media.Coded;

/**
 * A piece of one camera's video that begins and ends with the empty scene, so that pieces follow
 * each other in any order.
 *
 * @param passages what happens in it, by its own frames
 */
public record Segment(Coded coded, List<Passage> passages) {
  /**
   * A vehicle or person in sight.
   *
   * @param plate its text; empty for a person
   * @param firstFrame from which on the plate is 40 pixels wide, or the face 40 pixels tall
   * @param lastFrame in which it is wholly in the picture
   */
  public record Passage(String plate, int firstFrame, int lastFrame) {}

  /** How many pictures it has. */
  public int frames() {
    return coded.pictures().size();
  }
}
