package org.gatehouse.server.evidence;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

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
    FAILED
  }

  /** A file of it. */
  public record Item(String name, String sha256, long bytes) {}

  private final String id;
  private final Path folder;
  private final Instant created;
  private volatile State state = State.RUNNING;
  private volatile double progress;
  private volatile String detail = "waits for others";
  private volatile List<Item> items = List.of();

  Export(String id, Path folder, Instant created) {
    this.id = id;
    this.folder = folder;
    this.created = created;
  }

  /** What it is asked for by. */
  public String id() {
    return id;
  }

  /** When it was asked for. */
  public Instant created() {
    return created;
  }

  /** How far it is. */
  public State state() {
    return state;
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

  void advance(double share, String what) {
    progress = Math.clamp(share, progress, 1);
    detail = what;
  }

  void done(List<Item> files) {
    items = List.copyOf(files);
    progress = 1;
    detail = "done";
    state = State.DONE;
  }

  void failed(String why) {
    detail = why;
    state = State.FAILED;
  }
}
