package org.gatehouse.bench.scene;

import java.util.List;

/**
 * One rendered camera.
 *
 * @param id of the camera, as the configuration names it
 * @param name for the operators
 * @param idle the empty scene, to be shown between passages
 * @param acts what happens, in order
 * @param leadIn frames before the first act
 * @param gaps frames after each act
 */
public record CameraScene(
    String id,
    String name,
    Kind kind,
    Segment idle,
    List<Segment> acts,
    int leadIn,
    List<Integer> gaps) {
  /** What is analysed there. */
  public enum Kind {
    /** Plates. */
    VEHICLE,
    /** Faces. */
    PERSON,
    /** Nothing. */
    NONE
  }
}
