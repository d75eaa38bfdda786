package org.gatehouse.camera.republish;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.BufferUnderflowException;
import java.time.Duration;
import java.util.List;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.AudioFrame;
import org.gatehouse.contract.media.ParameterSets;
import org.gatehouse.contract.media.StreamReader;
import org.gatehouse.contract.media.StreamSource;
import org.gatehouse.contract.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream and sends it to one client: from the latest key picture on, each picture with the
 * sound before it. A client that does not keep up for half a second gets no more until the next key
 * picture; one that takes nothing for half a minute is left. Runs on a thread of its own, best a
 * virtual one; any may end it.
 */
final class Feeder implements Runnable {
  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(10);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
  private static final long DEAF_NANOS = Duration.ofSeconds(30).toNanos();
  private static final long REPORT_NANOS = Duration.ofSeconds(5).toNanos();
  private static final int OVERHEAD = 4096;

  private final Description description;
  private final @Nullable Out video;
  private final @Nullable Out sound;
  private final ByteBufAllocator memory;
  private final Ticker ticker;
  private volatile boolean closed;
  private volatile String why = "the stream ended";
  private boolean skipping;
  private long reportedNanos;
  private long tookNanos;

  /** A track and how it gets to the client. */
  record Out(OutStream stream, Way way) {}

  /** Tracks that were not set up are null. */
  Feeder(
      Description description,
      @Nullable Out video,
      @Nullable Out sound,
      ByteBufAllocator memory,
      Ticker ticker) {
    this.description = description;
    this.video = video;
    this.sound = sound;
    this.memory = memory;
    this.ticker = ticker;
    this.tookNanos = ticker.nanos();
    this.reportedNanos = ticker.nanos() - REPORT_NANOS;
  }

  /** Why {@link #run} ended. */
  String why() {
    return why;
  }

  /** Bytes of media sent so far; exact once it has ended. */
  long octets() {
    return (video == null ? 0 : video.stream.octets())
        + (sound == null ? 0 : sound.stream.octets());
  }

  /** Ends it within a second. */
  void close(String reason) {
    if (!closed) {
      why = reason;
      closed = true;
    }
  }

  @Override
  public void run() {
    try (StreamReader reader = description.source().open(StreamSource.Start.LATEST_RANDOM_ACCESS)) {
      while (!closed && !reader.closed()) {
        AccessUnit unit = reader.take(LONGEST_WAIT);
        if (unit != null) {
          deliver(unit);
          reader.release();
        }
        report();
      }
      bye();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void deliver(AccessUnit unit) throws InterruptedException {
    ParameterSets sets = unit.parameters();
    if (sets.codec() != description.video().codec()) {
      close("the camera changed from " + description.video().codec() + " to " + sets.codec());
      return;
    }
    if (skipping && !unit.randomAccess()) {
      return;
    }
    skipping = !becomesWritable();
    if (!skipping) {
      sendSound(unit);
      sendPicture(unit);
    }
  }

  private void sendPicture(AccessUnit unit) throws InterruptedException {
    if (video == null) {
      return;
    }
    ByteBuf out = memory.buffer(unit.payload().length() + OVERHEAD);
    if (write(video.stream, unit, out)) {
      video.way.send(out);
    } else {
      out.release();
      skipping = true; // not what its codec says: go on at a key picture
    }
  }

  /** Writes a picture's packets, at a key picture with the sets before; false if it is damaged. */
  static boolean write(OutStream stream, AccessUnit unit, ByteBuf out) {
    List<byte[]> before = unit.randomAccess() ? sets(unit.parameters()) : List.of();
    try {
      stream.unit(out, unit.payload().copy(), before, unit.ticks(), unit.epochMicros());
      return true;
    } catch (IndexOutOfBoundsException
        | BufferUnderflowException
        | IllegalArgumentException damaged) {
      return false;
    }
  }

  private static List<byte[]> sets(ParameterSets sets) {
    return switch (sets.codec()) {
      case H264 -> List.of(sets.sps(), sets.pps());
      case H265 -> List.of(sets.vps(), sets.sps(), sets.pps());
      case MJPEG -> List.of();
    };
  }

  private void sendSound(AccessUnit unit) throws InterruptedException {
    if (sound == null) {
      return;
    }
    for (AudioFrame frame : unit.audio()) {
      if (frame.format().equals(description.sound())) {
        ByteBuf out = memory.buffer(frame.payload().length + OVERHEAD);
        sound.stream.unit(out, frame.payload(), List.of(), frame.ticks(), frame.epochMicros());
        sound.way.send(out);
      }
    }
  }

  private boolean becomesWritable() throws InterruptedException {
    long until = ticker.nanos() + PATIENCE.toNanos();
    while (!writable() && !closed) {
      if (ticker.nanos() > until) {
        if (ticker.nanos() - tookNanos > DEAF_NANOS) {
          close("the client takes nothing");
        }
        return false;
      }
      Thread.sleep(LOOK_AGAIN);
    }
    tookNanos = ticker.nanos();
    return !closed;
  }

  private boolean writable() {
    return (video == null || video.way.writable()) && (sound == null || sound.way.writable());
  }

  private void report() throws InterruptedException {
    if (ticker.nanos() - reportedNanos >= REPORT_NANOS && writable()) {
      reportedNanos = ticker.nanos();
      control(video, OutStream::report);
      control(sound, OutStream::report);
    }
  }

  private void bye() throws InterruptedException {
    control(video, OutStream::bye);
    control(sound, OutStream::bye);
  }

  private interface Control {
    void write(OutStream stream, ByteBuf to);
  }

  private void control(@Nullable Out out, Control what) throws InterruptedException {
    if (out != null) {
      ByteBuf packet = memory.buffer(64);
      what.write(out.stream, packet);
      out.way.send(packet);
    }
  }
}
