package org.gatehouse.runtime.supervise;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.gatehouse.contract.camera.CameraSpec;
import org.gatehouse.contract.camera.LoginGuard;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.LoginRecords.Entry;
import org.jspecify.annotations.Nullable;

/**
 * How often one camera may still refuse one pair of credentials. Many cameras lock out whoever
 * guesses on, so after two refusals nobody may try: not the main stream, not the sub stream, not
 * ONVIF, for they all knock at one door. What is under way with credentials that were not accepted
 * yet counts as a refusal to come. Other credentials, another host or a person's word start anew;
 * the engine's end does not, not even by a kill: a try with credentials that were not accepted yet
 * is on record before it is made. Thread-safe.
 *
 * <p>Some cameras keep users of their own for ONVIF. So what is refused beside the streams counts
 * by itself once a stream was let in: pictures are not given up for notices.
 */
public final class CredentialBudget {
  /** Refusals after which a camera is left alone. */
  public static final int MOST_REFUSALS = 2;

  private static final CompletableFuture<Void> AT_ONCE = CompletableFuture.completedFuture(null);

  private final CameraId camera;
  private final CredentialBook book;
  private String host;
  private int refusals;
  private int underWay;
  private boolean accepted;
  private boolean detached;

  /** What is no stream, once a stream was let in; before that it counts with the streams. */
  private int refusalsBeside;

  private int underWayBeside;
  private boolean acceptedBeside;

  /** Grows when everything starts anew: what was begun before then is of no more interest. */
  private int generation;

  /** Of the last run; null once it is known whether it is about these credentials. */
  private @Nullable Entry remembered;

  /** True while what counts is from the last run alone. */
  private boolean inherited;

  private @Nullable LoginKey login;
  private int mark;

  CredentialBudget(CameraId camera, String host, @Nullable Entry before, CredentialBook book) {
    this.camera = camera;
    this.host = host;
    this.book = book;
    if (before != null && before.host().equals(host)) {
      remembered = before;
      mark = before.mark();
      accepted = before.accepted();
      refusals = accepted ? 0 : before.refusals();
      refusalsBeside = accepted ? before.refusals() : 0;
      inherited = true;
    }
  }

  /** One use of the credentials, whose outcome is told to it. */
  public final class Use implements LoginGuard.Attempt {
    private final int born = generation;
    private final boolean beside;
    private final CompletableFuture<Void> recorded;
    private boolean settled;

    private Use(boolean beside, CompletableFuture<Void> recorded) {
      this.beside = beside;
      this.recorded = recorded;
    }

    /**
     * Completes once this use cannot be forgotten any more; nothing may be sent before. At once if
     * the camera took these credentials before.
     */
    public CompletableFuture<Void> recorded() {
      return recorded;
    }

    @Override
    public void accepted() {
      synchronized (CredentialBudget.this) {
        settle();
        if (born == generation) {
          inherited = false;
          if (beside) {
            acceptedBeside = true;
            refusalsBeside = 0;
          } else {
            accepted = true;
            refusals = 0;
          }
          save(false);
        }
      }
    }

    /** A 401 without {@code stale=true} to a request that had them. */
    @Override
    public void refused() {
      synchronized (CredentialBudget.this) {
        settle();
        if (born == generation) {
          boolean before = accepted;
          inherited = false;
          if (beside) {
            acceptedBeside = false;
            refusalsBeside++;
            refusals += accepted ? 0 : 1;
          } else {
            accepted = false;
            refusals++;
          }
          save(before);
        }
      }
    }

    /** It is over; without effect after an outcome. */
    @Override
    public void ended() {
      synchronized (CredentialBudget.this) {
        if (!settled) {
          settle();
          save(false);
        }
      }
    }

    private void settle() {
      int mine = settled || born != generation ? 0 : 1;
      underWay -= mine;
      underWayBeside -= beside ? mine : 0;
      settled = true;
    }
  }

  /** Asks to use the credentials for a stream; empty if they may not be used, or not now. */
  public synchronized Optional<Use> begin(CameraSpec spec) {
    LoginKey now = LoginKey.of(spec);
    take(now);
    boolean lets = accepted || refusals + underWay < MOST_REFUSALS;
    return lets ? Optional.of(use(false, accepted || now == null)) : Optional.empty();
  }

  /**
   * Asks to use the credentials for what is no stream; empty if they may not be used, or not now.
   */
  public synchronized Optional<Use> beginBeside(@Nullable String user, @Nullable Secret password) {
    LoginKey now = LoginKey.of(user, password);
    take(now);
    int counted = accepted ? refusalsBeside + underWayBeside : refusals + underWay;
    boolean lets = acceptedBeside || (counted < MOST_REFUSALS && refusalsBeside < MOST_REFUSALS);
    return lets ? Optional.of(use(true, acceptedBeside || now == null)) : Optional.empty();
  }

  private Use use(boolean beside, boolean unrecorded) {
    underWay++;
    underWayBeside += beside ? 1 : 0;
    save(false);
    return new Use(beside, unrecorded ? AT_ONCE : book.written());
  }

  private void take(@Nullable LoginKey now) {
    boolean other = differs(now);
    if (other || remembered != null) {
      remembered = null;
      login = now;
      mark = now == null ? 0 : book.mark(now);
    }
    if (other) {
      startAnew();
    }
  }

  private void startAnew() {
    generation++;
    underWay = 0;
    underWayBeside = 0;
    clear();
  }

  private void clear() {
    refusals = 0;
    refusalsBeside = 0;
    accepted = false;
    acceptedBeside = false;
    inherited = false;
  }

  /** Brings the record up to what is known. */
  private void save(boolean now) {
    int beside = acceptedBeside ? 0 : refusalsBeside + underWayBeside;
    int count = accepted ? beside : refusals + underWay;
    if (detached) {
      return;
    }
    if (login == null || (count == 0 && !accepted)) {
      book.erase(camera);
    } else {
      book.put(new Entry(camera, host, mark, accepted, count), now);
    }
  }

  /** True if the credentials are others than the last that were used. */
  public synchronized boolean differs(CameraSpec spec) {
    return differs(LoginKey.of(spec));
  }

  private boolean differs(@Nullable LoginKey now) {
    return remembered == null
        ? !Objects.equals(login, now)
        : now == null || book.mark(now) != remembered.mark();
  }

  /** Refusals since the credentials were last accepted. */
  public synchronized int refusals() {
    return refusals;
  }

  /** True once nobody may try any more. */
  public synchronized boolean spent() {
    return refusals >= MOST_REFUSALS;
  }

  /** True if what counts is from an earlier run of the engine alone. */
  synchronized boolean inherited() {
    return inherited;
  }

  /** A person wants another try. */
  synchronized void forget() {
    clear();
    save(false);
  }

  /** The camera is at this host now. */
  synchronized void move(String now) {
    if (!now.equals(host)) {
      host = now;
      remembered = null;
      startAnew();
      save(false);
    }
  }

  /** Nothing of it is recorded any more. */
  synchronized void detach() {
    detached = true;
  }
}
