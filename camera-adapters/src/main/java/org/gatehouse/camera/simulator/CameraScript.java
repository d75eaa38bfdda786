package org.gatehouse.camera.simulator;

import org.jspecify.annotations.Nullable;

/**
 * One simulated camera.
 *
 * @param login the credentials it wants; null for none
 * @param parametersInSdp whether the SDP carries sprop-parameter-sets
 */
public record CameraScript(
    VideoTrack track,
    Playback playback,
    @Nullable Login login,
    Fault fault,
    boolean parametersInSdp) {
  /** A well-behaved camera without credentials. */
  public static CameraScript of(VideoTrack track, Playback playback) {
    return new CameraScript(track, playback, null, new Fault.None(), true);
  }

  /** The same camera, asking for credentials. */
  public CameraScript withLogin(Login wanted) {
    return new CameraScript(track, playback, wanted, fault, parametersInSdp);
  }

  /** The same camera, with a fault. */
  public CameraScript withFault(Fault wanted) {
    return new CameraScript(track, playback, login, wanted, parametersInSdp);
  }

  /** The same camera, telling its parameter sets in-band only. */
  public CameraScript withoutParametersInSdp() {
    return new CameraScript(track, playback, login, fault, false);
  }
}
