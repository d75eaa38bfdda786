package org.gatehouse.contract.gate;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gatehouse.contract.storage.StorageException;
import org.jspecify.annotations.Nullable;

/**
 * What must outlive a crash of gates: what barriers were going to be told and are to be, and who is
 * inside. Thread-safe; each method is done and on disk when it returns.
 */
public interface GateStore extends AutoCloseable {
  /**
   * Notes that a barrier will be told something, and what it is to be from then on: both, or
   * neither.
   *
   * @return false if an intent of that id was noted before, by whatever run: then it is not to be
   *     told again
   * @throws StorageException if it cannot be noted
   */
  boolean intend(GateIntent intent, BarrierWish then);

  /**
   * Notes what a lane's barrier is to be, without an order to it.
   *
   * @throws StorageException if it cannot be noted
   */
  void wish(String lane, BarrierWish wish);

  /** What a lane's barrier is to be. */
  BarrierWish wish(String lane);

  /** Notes that it is known what became of it; nothing if there is no such intent. */
  void ended(GateEnd end);

  /**
   * What is known to have become of intents of a lane, and was not noted as {@link #told}, the
   * oldest first.
   */
  List<GateEnd> untold(String lane);

  /** Notes that the event that tells what became of it is on disk. */
  void told(UUID id);

  /** Intents of which nobody knows what became, the oldest first. */
  List<GateIntent> open();

  /** Intents to open at a lane since then, whatever became of them, the oldest first. */
  List<GateIntent> opened(String lane, Instant since);

  /** A vehicle went in; one of the same plate and group that was inside is not any more. */
  void enter(Visit visit);

  /** Who is inside under that plate; null if nobody. */
  @Nullable Visit inside(String group, String plate);

  /** The vehicle went out; false if it was not inside. */
  boolean leave(UUID visit);

  /** How many are inside. */
  long inside(String group);

  /** Forgets a plate: who is inside under it in all groups, and that it was opened for. */
  int forget(String plate);

  /** Forgets intents and visits that began before; says how many. */
  int forgetBefore(Instant time);

  @Override
  void close();
}
