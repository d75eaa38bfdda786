package org.gatehouse.runtime.supervise;

import org.gatehouse.contract.camera.CameraSpec;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * What the supervisor must know of a camera.
 *
 * @param group label of the switch that it hangs on; cameras of one label fail together
 * @param always whether the main stream is kept open; otherwise it is opened while somebody {@link
 *     CameraSupervisor#want wants} it
 * @param main the main stream
 * @param sub the smaller stream, opened while it is wanted; null if the camera has none
 */
public record CameraPlan(
    CameraId id,
    @Nullable String group,
    boolean always,
    StreamPlan main,
    @Nullable StreamPlan sub) {
  /** A camera with one stream that is always open and whose credentials never change. */
  public static CameraPlan fixed(CameraSpec spec, StreamWriter writer) {
    return new CameraPlan(
        spec.stream().camera(), null, true, new StreamPlan(() -> spec, writer), null);
  }
}
