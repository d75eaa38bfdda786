package org.gatehouse.server.access;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gatehouse.contract.access.Account;
import org.gatehouse.contract.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Who is logged in. A session ends twelve hours after it began, two hours after it was used last,
 * or with the engine. Thread-safe.
 */
public final class Sessions {
  /** How long a session lasts. */
  public static final Duration LIFETIME = Duration.ofHours(12);

  private static final Duration UNUSED = Duration.ofHours(2);
  private static final int MOST = 5000;

  private final Ticker ticker;

  /** By the hash of what the cookie holds; oldest first. Guarded by the lock. */
  private final Map<String, Session> open = new LinkedHashMap<>();

  /** Whose a session is. */
  public sealed interface Holder {
    /** Of whoever showed the access token of the site's file. */
    record Owner() implements Holder {}

    /**
     * A user of this engine.
     *
     * @param generation of the account then: another one ends the session
     */
    record User(String name, int generation) implements Holder {}

    /**
     * Somebody for whom a provider vouched.
     *
     * @param account what they may here; of no store, and the same until the session ends
     */
    record Guest(Account account) implements Holder {}
  }

  /** One of them. */
  public record Session(Holder holder, String purpose, long begun, long used) {
    private Session at(long now) {
      return new Session(holder, purpose, begun, now);
    }
  }

  /** By that clock. */
  public Sessions(Ticker ticker) {
    this.ticker = ticker;
  }

  /** Begins one; the result is for its owner only. */
  public synchronized String begin(Holder holder, String purpose) {
    long now = ticker.nanos();
    // Not those that were not used for long: what is open of them goes on, see find().
    open.values().removeIf(session -> tooOld(session, now));
    while (open.size() >= MOST) {
      open.remove(open.keySet().iterator().next());
    }
    String secret = Tokens.fresh();
    open.put(Tokens.hash(secret), new Session(holder, purpose, now, now));
    return secret;
  }

  /** The session of that secret, which is used now; null if there is none, or no longer. */
  public synchronized @Nullable Session use(String secret) {
    long now = ticker.nanos();
    return open.computeIfPresent(
        Tokens.hash(secret), (hash, session) -> over(session, now) ? null : session.at(now));
  }

  /**
   * The session of that secret for something that is open, without using it; null if there is none,
   * or no longer. That nothing was pressed for hours ends nothing that is open: a wall of pictures
   * is looked at.
   */
  public synchronized @Nullable Session find(String secret) {
    Session session = open.get(Tokens.hash(secret));
    return session == null || tooOld(session, ticker.nanos()) ? null : session;
  }

  /** Its owner sees personal data for another purpose from now on. */
  public synchronized void purpose(String secret, String purpose) {
    open.computeIfPresent(
        Tokens.hash(secret),
        (hash, session) -> new Session(session.holder(), purpose, session.begun(), session.used()));
  }

  /** Ends it. */
  public synchronized void end(String secret) {
    open.remove(Tokens.hash(secret));
  }

  private static boolean over(Session session, long now) {
    return tooOld(session, now) || now - session.used() >= UNUSED.toNanos();
  }

  private static boolean tooOld(Session session, long now) {
    return now - session.begun() >= LIFETIME.toNanos();
  }
}
