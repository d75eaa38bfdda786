package org.gatehouse.contract.media;

/** One stream of one camera; {@code name} is {@code main} or {@code sub}. */
public record StreamId(CameraId camera, String name) {
  /** The camera's main stream. */
  public static StreamId main(CameraId camera) {
    return new StreamId(camera, "main");
  }

  /** The camera's sub stream, smaller than the main one. */
  public static StreamId sub(CameraId camera) {
    return new StreamId(camera, "sub");
  }

  @Override
  public String toString() {
    return camera + "/" + name;
  }
}
