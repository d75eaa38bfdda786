package org.gatehouse.runtime.playback;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.Footage;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.runtime.segment.SegmentFormat;
import org.jspecify.annotations.Nullable;

/**
 * Plays one stream's recordings for one player. {@link #run} belongs on a thread of its own, best a
 * virtual one; {@link #play}, {@link #position}, {@link #stop} and {@link #close} may be called by
 * any thread. It stays a bounded time ahead of the player, counted in video, not in holes.
 */
public final class Playback implements Runnable, AutoCloseable {
  private static final Duration AHEAD = Duration.ofSeconds(10);
  private static final Duration KEYS_AHEAD = Duration.ofSeconds(30);

  /** A stream whose latest recording is not older than this is still being recorded. */
  private static final Duration GROWING = Duration.ofSeconds(10);

  private static final long AT_ONCE = -1;
  private static final long UNTIL_TOLD = 0;
  private static final long SOON_MILLIS = 20;
  private static final long NEXT_FRAGMENT_MILLIS = 500;

  /**
   * What is played.
   *
   * @param base wall-clock time that is 0 on the player's time line
   * @param sound whether sound goes along where browsers play it
   */
  public record Subject(StreamId stream, Instant base, boolean sound) {}

  private final Footage footage;
  private final Subject subject;
  private final Ticker ticker;
  private final PlaybackSink sink;
  private final Orders orders = new Orders();
  private final Sent sent = new Sent();

  /** Of the player's thread, as all below; null while nothing is played. */
  private @Nullable FootageCursor cursor;

  private boolean keysOnly;
  private TimeLine line;
  private KeyPictures keys;
  private @Nullable SegmentFormat format;

  /** A player that sends to {@code sink} once it is told to. */
  public Playback(Footage footage, Subject subject, Ticker ticker, PlaybackSink sink) {
    this.footage = footage;
    this.subject = subject;
    this.ticker = ticker;
    this.sink = sink;
    this.line = new TimeLine(subject.base());
    this.keys = new KeyPictures(line);
  }

  /** Has it play from there on; what it played before is left. */
  public void play(Instant from, boolean keyFramesOnly) {
    orders.play(from, keyFramesOnly);
  }

  /** Tells how far was played. */
  public void position(Instant at) {
    orders.position(at);
  }

  /** Has it send nothing more. */
  public void stop() {
    orders.stop();
  }

  @Override
  public void close() {
    orders.close();
  }

  /** Plays until it is closed or the thread is interrupted. */
  @Override
  public void run() {
    try {
      while (!orders.closed()) {
        long pause = turn();
        if (pause != AT_ONCE) {
          orders.await(pause);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      leave();
    }
  }

  /** Does one thing; says how many milliseconds to wait before the next. */
  long turn() {
    Orders.Order order = orders.take();
    if (order != null) {
      obey(order);
    }
    FootageCursor playing = cursor;
    if (playing == null) {
      return UNTIL_TOLD;
    }
    Duration ahead = sent.after(orders.positionOr(Instant.MIN));
    if (!sink.writable() || ahead.compareTo(keysOnly ? KEYS_AHEAD : AHEAD) >= 0) {
      return SOON_MILLIS;
    }
    try {
      return handle(playing.next());
    } catch (IOException e) {
      leave();
      sink.error("the recordings of " + subject.stream() + " cannot be read: " + e.getMessage());
      return UNTIL_TOLD;
    }
  }

  private void obey(Orders.Order order) {
    leave();
    if (order instanceof Orders.Play play) {
      cursor = new FootageCursor(footage, subject.stream(), play.from(), ticker);
      keysOnly = play.keysOnly();
      line = new TimeLine(subject.base());
      keys = new KeyPictures(line);
      format = null;
      sent.clear();
    }
  }

  private long handle(Step step) throws IOException {
    switch (step) {
      case Step.Piece piece -> {
        return piece(piece);
      }
      case Step.Hole hole -> {
        finishKeys(hole.gap().from());
        sink.gap(hole.gap());
        return AT_ONCE;
      }
      case Step.End end -> {
        return end(end.at());
      }
    }
  }

  private long piece(Step.Piece piece) throws IOException {
    if (piece.start().isBefore(subject.base())) {
      leave();
      sink.error(
          "base "
              + subject.base()
              + " lies after the key frame of "
              + piece.start()
              + " that playing has to begin with: choose one some minutes before what is played");
      return UNTIL_TOLD;
    }
    if (keysOnly) {
      keyPicture(piece);
    } else {
      announce(piece);
      send(piece);
    }
    return AT_ONCE;
  }

  private void keyPicture(Step.Piece piece) throws IOException {
    if (piece.fragment().key()) {
      send(keys.next(piece), piece.start());
      announce(piece);
    }
  }

  private void finishKeys(Instant until) {
    send(keys.finish(until), until);
  }

  private void send(byte @Nullable [] keyPicture, Instant until) {
    if (keyPicture != null) {
      Instant start = Instant.EPOCH.plus(ByteBuffer.wrap(keyPicture).getLong(), ChronoUnit.MICROS);
      sink.binary(keyPicture);
      sent.add(start, until);
    }
  }

  private void send(Step.Piece piece) throws IOException {
    boolean sound = withSound(piece.reader().format());
    TimeLine.Placed placed = line.place(piece);
    ByteBuffer message = ByteBuffer.allocate(Message.HEADER + piece.fragment().size(sound));
    int flags =
        (piece.fragment().key() ? Message.KEY_FRAME : 0)
            | (placed.jump() ? Message.DISCONTINUITY : 0);
    Message.header(message, piece.start(), placed.placement().sequence(), flags);
    piece.reader().copy(piece.fragment(), placed.placement(), sound, message);
    sink.binary(message.array());
    sent.add(piece.start(), piece.end());
  }

  /** Sends the initialisation segment if it is the first or another than before. */
  private void announce(Step.Piece piece) {
    SegmentFormat now = piece.reader().format();
    SegmentFormat before = format;
    if (before != null && now.follows(before)) {
      return;
    }
    format = now;
    boolean sound = withSound(now) && !keysOnly;
    var video = now.video().parameters();
    sink.init(now.mime(sound), video.width(), video.height());
    byte[] init = now.init(sound);
    ByteBuffer message = ByteBuffer.allocate(Message.HEADER + init.length);
    Message.header(message, piece.start(), 0, Message.INIT_SEGMENT);
    sink.binary(message.put(init).array());
  }

  private boolean withSound(SegmentFormat now) {
    SegmentFormat.SoundTrack track = now.sound();
    return subject.sound() && track != null && track.codec() != null;
  }

  /** While the stream is being recorded there is more in a moment. */
  private long end(Instant at) {
    Instant now = Instant.EPOCH.plus(ticker.epochMicros(), ChronoUnit.MICROS);
    if (Duration.between(at, now).abs().compareTo(GROWING) <= 0) {
      return NEXT_FRAGMENT_MILLIS;
    }
    finishKeys(at);
    leave();
    sink.end(at);
    return UNTIL_TOLD;
  }

  private void leave() {
    FootageCursor playing = cursor;
    cursor = null;
    if (playing != null) {
      try {
        playing.close();
      } catch (IOException e) {
        // It was only read.
      }
    }
  }
}
