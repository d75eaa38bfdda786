package org.gatehouse.analytics.protocol.engine;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.gatehouse.analytics.messages.MaskAreas;
import org.gatehouse.analytics.messages.MaskingTask;
import org.gatehouse.analytics.messages.MediaUnit;
import org.gatehouse.analytics.protocol.wire.AreaMessages;
import org.gatehouse.analytics.protocol.wire.MediaMessages;
import org.gatehouse.analytics.protocol.wire.ProtocolException;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.ParameterSets;
import org.gatehouse.contract.media.Payload;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.media.StreamWriter;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.contract.vision.MaskedStream;
import org.gatehouse.contract.vision.PictureArea;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stream that is covered by a process of its own, which is started again, after a while that
 * grows, whenever it ends; then it goes on with the next key picture. One virtual thread owns the
 * process and feeds it, another one hears it as long as it lives; only that one publishes.
 */
final class MaskingLane implements MaskedStream {
  private static final Logger LOG = LoggerFactory.getLogger(MaskingLane.class);

  /** Two seconds of a lively stream: what comes faster than it is covered is left out. */
  private static final int QUEUE = 50;

  /** A picture that is not answered by then will not be: it could not be decoded. */
  private static final int UNANSWERED = 64;

  /** Native libraries are unpacked before the first answer. */
  private static final long PATIENCE = Duration.ofSeconds(30).toNanos();

  private static final long LOOK_MILLIS = 250;

  /** Starts a process. */
  @FunctionalInterface
  interface Starter {
    SoloProcess start() throws IOException;
  }

  private final StreamId stream;
  private final List<PictureArea> areas;
  private final StreamWriter covered;
  private final Starter starter;
  private final Ticker ticker;
  private final Consumer<MaskingLane> ended;
  private final BlockingQueue<AccessUnit> queue = new ArrayBlockingQueue<>(QUEUE);
  private final Backoff backoff = new Backoff();
  private final Thread thread;

  /** By their numbers, pictures that were not answered yet. */
  private final ConcurrentSkipListMap<Long, AccessUnit> asked = new ConcurrentSkipListMap<>();

  /** Left out up to the next key picture. Publisher's thread only. */
  private boolean behind;

  private long numbers;
  private volatile long answeredAt;
  private volatile @Nullable SoloProcess process;
  private volatile @Nullable String trouble;
  private volatile boolean closed;

  /** Times of what is published never go back. Of the thread that hears. */
  private long lastMicros;

  MaskingLane(
      StreamId stream,
      List<PictureArea> areas,
      StreamWriter covered,
      Starter starter,
      Ticker ticker,
      Consumer<MaskingLane> ended) {
    this.stream = stream;
    this.areas = List.copyOf(areas);
    this.covered = covered;
    this.starter = starter;
    this.ticker = ticker;
    this.ended = ended;
    this.thread = Thread.ofVirtual().name("mask-" + stream).unstarted(this::serve);
  }

  MaskingLane start() {
    thread.start();
    return this;
  }

  @Override
  public void publish(AccessUnit unit) {
    if (closed || (behind && !unit.randomAccess())) {
      return;
    }
    behind = !queue.offer(unit);
  }

  @Override
  public @Nullable String trouble() {
    return trouble;
  }

  private void serve() {
    try {
      while (!closed) {
        AccessUnit first = queue.take();
        if (first.randomAccess() && backoff.mayStart(ticker.nanos())) {
          run(first);
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("{}: masking ends", stream);
    }
  }

  private void run(AccessUnit first) throws InterruptedException {
    try {
      SoloProcess solo = starter.start();
      process = solo;
      Thread ear = Thread.ofVirtual().name("mask-ear-" + stream).start(() -> hear(solo));
      try {
        feed(solo, first, ear);
      } finally {
        solo.close();
        ear.join();
        asked.clear();
      }
    } catch (IOException | RuntimeException e) {
      // Whatever one picture does to it, the lane goes on with the next key picture.
      backoff.failed(ticker.nanos());
      String why = String.valueOf(e.getMessage());
      trouble = why;
      if (!closed) {
        LOG.warn("{}: no masked pictures: {}; it is begun again", stream, why);
      }
    }
  }

  private void feed(SoloProcess solo, AccessUnit first, Thread ear)
      throws IOException, InterruptedException {
    MaskAreas.Builder masks = MaskAreas.newBuilder().addAllAreas(AreaMessages.toMessages(areas));
    solo.channel().send(MaskingTask.newBuilder().setAreas(masks).build());
    answeredAt = ticker.nanos();
    ParameterSets told = null;
    for (AccessUnit unit = first; !closed; unit = queue.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
      if (!ear.isAlive()) {
        throw new IOException("the process that covers them " + solo.process().ending());
      }
      if (!asked.isEmpty() && ticker.nanos() - answeredAt > PATIENCE) {
        throw new IOException("the process that covers them does not answer for 30 s");
      }
      if (unit != null) {
        ask(solo, unit, !unit.parameters().equals(told));
        told = unit.parameters();
      }
    }
  }

  private void ask(SoloProcess solo, AccessUnit unit, boolean withParameters) throws IOException {
    long number = numbers++;
    if (asked.isEmpty()) {
      answeredAt = ticker.nanos();
    }
    asked.put(number, unit);
    solo.channel()
        .send(
            MaskingTask.newBuilder()
                .setUnit(MediaMessages.toMessage(0, number, unit, withParameters))
                .build());
  }

  private void hear(SoloProcess solo) {
    ParameterSets parameters = null;
    try {
      for (MediaUnit answer = solo.channel().receive(MediaUnit.parser());
          answer != null && !closed;
          answer = solo.channel().receive(MediaUnit.parser())) {
        if (answer.hasParameters()) {
          parameters = MediaMessages.fromMessage(answer.getParameters());
        }
        if (parameters == null) {
          throw new ProtocolException("a picture without parameter sets");
        }
        answered(answer, parameters);
      }
    } catch (IOException e) {
      LOG.debug("{}: masking: the connection ends: {}", stream, e.toString());
    }
  }

  private void answered(MediaUnit answer, ParameterSets parameters) {
    AccessUnit source = asked.remove(answer.getSeq());
    asked.headMap(answer.getSeq() - UNANSWERED).clear();
    answeredAt = ticker.nanos();
    if (source == null || closed) {
      return;
    }
    trouble = null;
    lastMicros = Math.max(lastMicros, source.epochMicros());
    covered.publish(
        new AccessUnit(
            parameters,
            lastMicros,
            source.ticks(),
            answer.getRandomAccess(),
            source.lostPackets(),
            Payload.of(answer.getPayload().toByteArray()),
            source.audio()));
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    SoloProcess running = process;
    if (running != null) {
      running.close();
    }
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    ended.accept(this);
  }
}
