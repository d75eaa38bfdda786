package org.gatehouse.camera.simulator.fleet;

/** Counts for one camera. Owned by the event loop. */
final class Counters {
  int connections;
  int mostConnections;
  int players;
  long sessions;
  long refusedLogins;
  long units;
  long skipped;
  long bytes;

  void connected() {
    connections++;
    mostConnections = Math.max(mostConnections, connections);
  }

  void disconnected() {
    connections--;
  }

  CameraCount snapshot(String id) {
    return new CameraCount(
        id, connections, mostConnections, players, sessions, refusedLogins, units, skipped, bytes);
  }
}
