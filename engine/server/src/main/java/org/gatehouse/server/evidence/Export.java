package org.gatehouse.server.evidence;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One export and how far it is. Written by the thread that makes it, read by any.
 *
 * @see Exports
 */
public final class Export {
  /** How far it is. */
  public enum State {
    /** It is made, or waits for that. */
    RUNNING,
    /** Its files and its manifest are there. */
    DONE,
    /** There are no files; the detail says why. */
    FAILED,
    /** Somebody gave it up while it was made: nothing is left of it, and it is not listed. */
    STOPPED
  }

  /** A file of it. */
  public record Item(String name, String sha256, long bytes) {}

  /** Before that much is done, and that long was worked on it, a pace is a guess. */
  private static final double LEAST_SHARE = 0.01;

  private static final Duration LEAST_SPENT = Duration.ofSeconds(1);

  private final String id;
  private final Path folder;
  private final Instant created;
  private final boolean redacted;
  private final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
  private volatile double progress;
  private volatile long begun;
  private volatile @Nullable Duration remaining;
  private volatile String detail = "waits for others";
  private volatile List<Item> items = List.of();

  Export(String id, Path folder, Instant created, boolean redacted) {
    this.id = id;
    this.folder = folder;
    this.created = created;
    this.redacted = redacted;
  }

  /** What it is asked for by. */
  public String id() {
    return id;
  }

  /** When it was asked for. */
  public Instant created() {
    return created;
  }

  /** True if that file shows people and plates as they were recorded. */
  public boolean isPlain(String name) {
    return !redacted && items.stream().anyMatch(item -> item.name().equals(name));
  }

  /** How far it is. */
  public State state() {
    return state.get();
  }

  /** The share that is done, 0 to 1. */
  public double progress() {
    return progress;
  }

  /** What is being done, or why it failed; for a person. */
  public String detail() {
    return detail;
  }

  /** Its files, the manifest not among them; empty until it is done. */
  public List<Item> items() {
    return items;
  }

  Path folder() {
    return folder;
  }

  /**
   * How long it will take from now on, by the pace until now; null while nobody can say. The pace
   * changes with what the pictures show.
   */
  public @Nullable Duration remaining() {
    return state() == State.RUNNING ? remaining : null;
  }

  /** Its making begins. */
  void begin(long nanos) {
    begun = nanos;
  }

  void advance(double share, String what, long nanos) {
    double done = Math.clamp(share, progress, 1);
    progress = done;
    detail = what;
    long spent = nanos - begun;
    if (done >= LEAST_SHARE && spent >= LEAST_SPENT.toNanos()) {
      remaining = Duration.ofNanos((long) (spent / done * (1 - done)));
    }
  }

  /** False if it was given up before: then its files must go. */
  boolean done(List<Item> files) {
    items = List.copyOf(files);
    progress = 1;
    detail = "done";
    return state.compareAndSet(State.RUNNING, State.DONE);
  }

  void failed(String why) {
    detail = why;
    state.compareAndSet(State.RUNNING, State.FAILED);
  }

  /** True if it was being made, or waited for that. */
  boolean stop() {
    return state.compareAndSet(State.RUNNING, State.STOPPED);
  }
}
