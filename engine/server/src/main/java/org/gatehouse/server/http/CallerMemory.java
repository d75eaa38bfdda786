package org.gatehouse.server.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered for each caller, the latest things of each: a busy one pushes out its own
 * only. Those who asked longest ago are forgotten first. Confined to one thread.
 */
final class CallerMemory<T> {
  static final int MOST_EACH = 1000;
  private static final int MOST_CALLERS = 1000;

  private final Map<String, Map<String, T>> callers = new Latest<>(MOST_CALLERS, true);

  @Nullable T get(String caller, String id) {
    Map<String, T> own = callers.get(caller);
    return own == null ? null : own.get(id);
  }

  /** Takes the place of what is there, as the latest. */
  void put(String caller, String id, T thing) {
    Map<String, T> own = callers.computeIfAbsent(caller, fresh -> new Latest<>(MOST_EACH, false));
    own.remove(id);
    own.put(id, thing);
  }

  void remove(String caller, String id) {
    Map<String, T> own = callers.get(caller);
    if (own != null) {
      own.remove(id);
    }
  }

  /** So many and no more. */
  private static final class Latest<V> extends LinkedHashMap<String, V> {
    private static final long serialVersionUID = 1L;

    private final int most;

    Latest(int most, boolean byAccess) {
      super(16, 0.75f, byAccess);
      this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
      return size() > most;
    }
  }
}
