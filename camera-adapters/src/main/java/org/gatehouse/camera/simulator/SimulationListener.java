package org.gatehouse.camera.simulator;

/** Hears about clients, on the simulator's event loop; must not block. */
public interface SimulationListener {
  /**
   * A client starts to receive.
   *
   * @param path the camera's path, with its leading slash
   * @param client a number that no other client of this simulator has
   * @param trackMicros how far into the track its first picture lies; 0 unless the playback is
   *     shared
   */
  default void onPlay(String path, long client, long trackMicros) {}

  /**
   * A client receives no more.
   *
   * @param completed true if the track ended, false if the client left or a fault cut it
   */
  default void onEnd(String path, long client, boolean completed) {}
}
