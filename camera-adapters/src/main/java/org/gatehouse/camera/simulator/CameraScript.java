package org.gatehouse.camera.simulator;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One simulated camera.
 *
 * @param track what it shows
 * @param beside what else it sends: sound, metadata; may be empty
 * @param login the credentials it wants; null for none
 * @param parametersInSdp whether the SDP carries the parameter sets
 * @param group where it sends to whoever asks for multicast, two ports for each track from that one
 *     on; null if it knows no multicast
 */
public record CameraScript(
    VideoTrack track,
    List<Track> beside,
    Playback playback,
    @Nullable Login login,
    Fault fault,
    boolean parametersInSdp,
    @Nullable InetSocketAddress group) {
  /** Copies the list. */
  public CameraScript {
    beside = List.copyOf(beside);
  }

  /** A well-behaved camera without credentials. */
  public static CameraScript of(VideoTrack track, Playback playback) {
    return new CameraScript(track, List.of(), playback, null, new Fault.None(), true, null);
  }

  /** The same camera with more media. */
  public CameraScript with(Track more) {
    List<Track> all = new ArrayList<>(beside);
    all.add(more);
    return new CameraScript(track, all, playback, login, fault, parametersInSdp, group);
  }

  /** The same camera, asking for credentials. */
  public CameraScript withLogin(Login wanted) {
    return new CameraScript(track, beside, playback, wanted, fault, parametersInSdp, group);
  }

  /** The same camera, with a fault. */
  public CameraScript withFault(Fault wanted) {
    return new CameraScript(track, beside, playback, login, wanted, parametersInSdp, group);
  }

  /** The same camera, telling its parameter sets in-band only. */
  public CameraScript withoutParametersInSdp() {
    return new CameraScript(track, beside, playback, login, fault, false, group);
  }

  /** The same camera, sending to that group as well. */
  public CameraScript withGroup(InetSocketAddress wanted) {
    return new CameraScript(track, beside, playback, login, fault, parametersInSdp, wanted);
  }

  /** All tracks, the video first. */
  List<Track> tracks() {
    List<Track> all = new ArrayList<>(List.of(track));
    all.addAll(beside);
    return all;
  }
}
