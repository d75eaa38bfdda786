package org.gatehouse.analytics.protocol.engine;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.StreamId;

/**
 * Access units that a worker was decoding when it died. One that surely ended it, or may have done
 * so twice, is set aside: it is not sent again. At most 64 are remembered, each for 10 minutes.
 * Thread-safe.
 */
final class Quarantine {
  private static final int CAPACITY = 64;
  private static final int DEATHS = 2;
  private static final long KEEP_NANOS = TimeUnit.MINUTES.toNanos(10);

  private record Key(StreamId stream, ByteBuffer digest) {}

  private record Suspect(int deaths, long seenNanos) {}

  private final Map<Key, Suspect> suspects = new LinkedHashMap<>();

  /** This unit ended a worker: it is set aside from now on. */
  synchronized void ended(StreamId stream, AccessUnit unit, long nowNanos) {
    count(stream, unit, DEATHS, nowNanos);
  }

  /**
   * A worker died while it decoded this unit, perhaps of something else.
   *
   * @return true if the unit is set aside from now on
   */
  synchronized boolean died(StreamId stream, AccessUnit unit, long nowNanos) {
    return count(stream, unit, 1, nowNanos) >= DEATHS;
  }

  private int count(StreamId stream, AccessUnit unit, int more, long nowNanos) {
    expire(nowNanos);
    Key key = key(stream, unit);
    Suspect before = suspects.remove(key);
    int deaths = before == null ? more : before.deaths + more;
    suspects.put(key, new Suspect(deaths, nowNanos));
    if (suspects.size() > CAPACITY) {
      suspects.remove(suspects.keySet().iterator().next());
    }
    return deaths;
  }

  /** Whether the unit is set aside. */
  synchronized boolean holds(StreamId stream, AccessUnit unit, long nowNanos) {
    expire(nowNanos);
    if (suspects.isEmpty()) {
      return false;
    }
    Suspect suspect = suspects.get(key(stream, unit));
    return suspect != null && suspect.deaths >= DEATHS;
  }

  /** Units that are remembered. */
  synchronized int size() {
    return suspects.size();
  }

  private void expire(long nowNanos) {
    suspects.values().removeIf(suspect -> nowNanos - suspect.seenNanos > KEEP_NANOS);
  }

  private static Key key(StreamId stream, AccessUnit unit) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(unit.payload().buffer());
      byte[] digest = sha256.digest();
      return new Key(stream, ByteBuffer.wrap(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
