package org.gatehouse.contract.vision;

/**
 * Which faces a person lane tells of.
 *
 * @param height least height of a face in the camera's picture, pixels
 * @param quality least quality of its best picture, 0 to 1: size, sharpness, turn, light and room
 *     around it, never whose it is
 */
public record FaceLimits(int height, double quality) {
  /** A face of 40 pixels can be looked at; which picture of it is the best one is told as it is. */
  public static final FaceLimits USUAL = new FaceLimits(40, 0);
}
