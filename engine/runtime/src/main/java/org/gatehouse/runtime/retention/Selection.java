package org.gatehouse.runtime.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.DeletionCause;
import org.gatehouse.contract.storage.Hold;
import org.gatehouse.runtime.retention.StreamSegments.Item;

/**
 * Says which segments go next: never one that is held or being written. Immutable; made anew for
 * each round.
 */
final class Selection {
  private final RetentionPlan plan;
  private final HeldTimes held;
  private final long now;

  Selection(RetentionPlan plan, List<Hold> active, Instant now) {
    this.plan = plan;
    this.held = new HeldTimes(active);
    this.now = now.toEpochMilli();
  }

  /** A stream's oldest segment that may go, and how much it should. */
  private record Candidate(KeptVolume volume, StreamId stream, Item item, double urgency) {}

  /** Up to {@code most} segments of these volumes that are older than their maximum. */
  List<Victim> expired(Collection<KeptVolume> volumes, int most) {
    List<Victim> victims = new ArrayList<>();
    for (KeptVolume volume : volumes) {
      for (StreamId stream : volume.ledger.streams()) {
        Duration maximum = plan.of(stream.camera()).maximum();
        if (maximum != null) {
          expired(volume, stream, now - maximum.toMillis(), most, victims);
        }
      }
    }
    return victims;
  }

  private void expired(
      KeptVolume volume, StreamId stream, long limit, int most, List<Victim> victims) {
    Item item = held.deletable(volume.ledger, stream, Long.MIN_VALUE);
    while (item != null && item.start() < limit && victims.size() < most) {
      victims.add(
          new Victim(
              volume,
              stream,
              item.start(),
              item.bytes(),
              DeletionCause.EXPIRED,
              early(stream, item)));
      item = held.deletable(volume.ledger, stream, item.start() + 1);
    }
  }

  /**
   * Closed segments of a camera of which any part may lie in a stretch of time, as a hold of it
   * would keep them.
   *
   * @param kept is told how often one of them is held
   */
  List<Victim> requested(Collection<KeptVolume> volumes, Hold stretch, AtomicInteger kept) {
    HeldTimes wanted = new HeldTimes(List.of(stretch));
    List<Victim> victims = new ArrayList<>();
    for (KeptVolume volume : volumes) {
      for (StreamId stream : volume.ledger.streams()) {
        if (stream.camera().equals(stretch.camera())) {
          requested(volume, stream, stretch, wanted, kept, victims);
        }
      }
    }
    return victims;
  }

  private void requested(
      KeptVolume volume,
      StreamId stream,
      Hold stretch,
      HeldTimes wanted,
      AtomicInteger kept,
      List<Victim> victims) {
    VolumeLedger ledger = volume.ledger;
    long last = stretch.to().toEpochMilli();
    Item item = ledger.ceiling(stream, stretch.from().toEpochMilli() - HeldTimes.LONGEST);
    while (item != null && item.start() <= last) {
      long start = item.start();
      if (held.covers(ledger, stream, start) && wanted.covers(ledger, stream, start)) {
        kept.incrementAndGet();
      } else if (wanted.covers(ledger, stream, start)) {
        victims.add(new Victim(volume, stream, start, item.bytes(), DeletionCause.REQUEST, false));
      }
      item = ledger.ceiling(stream, start + 1);
    }
  }

  /**
   * Segments whose deletion makes room.
   *
   * @param whose cameras of which segments may be taken
   * @param need bytes that must become free
   * @param spare bytes beyond those that are welcome, as long as no promise is broken for them
   * @return less than is needed if there is no more that may go, or after {@code most}
   */
  List<Victim> forRoom(
      Collection<KeptVolume> volumes,
      Predicate<CameraId> whose,
      DeletionCause cause,
      long need,
      long spare,
      int most) {
    PriorityQueue<Candidate> queue =
        new PriorityQueue<>(Comparator.comparingDouble(Candidate::urgency).reversed());
    for (KeptVolume volume : volumes) {
      for (StreamId stream : volume.ledger.streams()) {
        if (whose.test(stream.camera())) {
          offer(queue, volume, stream, Long.MIN_VALUE);
        }
      }
    }
    List<Victim> victims = new ArrayList<>();
    long got = 0;
    while (victims.size() < most) {
      Candidate next = queue.poll();
      if (next == null || (got >= need && !welcome(next, need + spare - got))) {
        break;
      }
      victims.add(victim(next, cause));
      got += next.item().bytes();
      offer(queue, next.volume(), next.stream(), next.item().start() + 1);
    }
    return victims;
  }

  private boolean welcome(Candidate next, long spare) {
    return next.item().bytes() <= spare && !early(next.stream(), next.item());
  }

  private Victim victim(Candidate next, DeletionCause cause) {
    return new Victim(
        next.volume(),
        next.stream(),
        next.item().start(),
        next.item().bytes(),
        cause,
        early(next.stream(), next.item()));
  }

  private void offer(
      PriorityQueue<Candidate> queue, KeptVolume volume, StreamId stream, long after) {
    Item item = held.deletable(volume.ledger, stream, after);
    if (item != null) {
      Terms terms = plan.of(stream.camera());
      queue.add(new Candidate(volume, stream, item, urgency(now - item.start(), terms)));
    }
  }

  private boolean early(StreamId stream, Item item) {
    return now - item.start() < plan.of(stream.camera()).minimum().toMillis();
  }

  /**
   * What is kept beyond its promise goes first, the most beyond before the rest. Only when nothing
   * else is left are promises broken: then all by the same share, so that no class is sacrificed
   * for another.
   *
   * @param age milliseconds
   */
  static double urgency(long age, Terms terms) {
    long minimum = terms.minimum().toMillis();
    return age >= minimum ? 1.0 + (age - minimum) : (double) age / minimum;
  }
}
