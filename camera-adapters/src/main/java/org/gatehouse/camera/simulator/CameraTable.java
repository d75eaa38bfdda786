package org.gatehouse.camera.simulator;

import io.netty.channel.Channel;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.gatehouse.camera.transport.Futures;
import org.jspecify.annotations.Nullable;

/** All cameras of a simulator, their clients and who wants to hear of them. Thread-safe. */
final class CameraTable {
  private final Map<String, SimulatedCamera> cameras = new ConcurrentHashMap<>();
  private final Map<String, Set<Channel>> clients = new ConcurrentHashMap<>();
  private final CopyOnWriteArrayList<SimulationListener> listeners = new CopyOnWriteArrayList<>();

  void put(SimulatedCamera camera) {
    cameras.put(camera.path(), camera);
  }

  void listen(SimulationListener listener) {
    listeners.add(listener);
  }

  /** The camera whose path the URL's path is or starts with. */
  @Nullable SimulatedCamera find(String url) {
    int authority = url.indexOf("://");
    int slash = authority < 0 ? 0 : url.indexOf('/', authority + 3);
    String path = slash < 0 ? "/" : url.substring(slash);
    while (!path.isEmpty()) {
      SimulatedCamera camera = cameras.get(path);
      if (camera != null) {
        return camera;
      }
      path = path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }
    return null;
  }

  void playing(SimulatedCamera camera, Channel channel) {
    clients.computeIfAbsent(camera.path(), p -> ConcurrentHashMap.newKeySet()).add(channel);
  }

  void gone(SimulatedCamera camera, Channel channel) {
    clients.getOrDefault(camera.path(), Set.of()).remove(channel);
  }

  void drop(String path) {
    clients.getOrDefault(path, Set.of()).forEach(channel -> Futures.forget(channel.close()));
  }

  Player.PlayerEvents events(SimulatedCamera camera, long client) {
    return new Player.PlayerEvents() {
      @Override
      public void playing(long trackMicros) {
        listeners.forEach(l -> l.onPlay(camera.path(), client, trackMicros));
      }

      @Override
      public void ended(boolean completed) {
        listeners.forEach(l -> l.onEnd(camera.path(), client, completed));
      }
    };
  }
}
