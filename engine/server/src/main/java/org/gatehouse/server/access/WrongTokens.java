package org.gatehouse.server.access;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was shown as a token and is none. To show it again is no other guess: a program that has an
 * old token and asks again and again keeps nobody out. The latest are remembered. Thread-safe.
 */
public final class WrongTokens {
  private static final int MOST = 1000;

  /** By their hashes, the one that was shown last at the end. Guarded by the lock. */
  private final Map<String, Boolean> shown =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > MOST;
        }
      };

  /** It is none. */
  public synchronized void add(String token) {
    shown.put(Tokens.hash(token), true);
  }

  /** True if that was found before. */
  public synchronized boolean contains(String token) {
    return shown.get(Tokens.hash(token)) != null;
  }
}
