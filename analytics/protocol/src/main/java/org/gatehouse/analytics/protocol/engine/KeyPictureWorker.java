package org.gatehouse.analytics.protocol.engine;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.DoubleAdder;
import org.gatehouse.analytics.messages.KeyPictureReply;
import org.gatehouse.analytics.messages.KeyPictureRequest;
import org.gatehouse.analytics.protocol.wire.AreaMessages;
import org.gatehouse.analytics.protocol.wire.FrameChannel;
import org.gatehouse.analytics.protocol.wire.MediaMessages;
import org.gatehouse.analytics.protocol.wire.ProtocolException;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.contract.vision.AnalyticsProvider.Settings;
import org.gatehouse.contract.vision.KeyPictureDecoder;
import org.gatehouse.contract.vision.LumaPicture;
import org.gatehouse.contract.vision.PictureArea;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Key pictures from a process of their own, started by the first one asked for and again, after a
 * while that grows, when it ended. Works one at a time and keeps at most {@link #QUEUE} waiting; a
 * unit that two processes died of is set aside. One thread owns process and connection; what
 * callers do with a picture as it comes is done there too, and counted as part of the cost.
 */
final class KeyPictureWorker implements KeyPictureDecoder {
  private static final Logger LOG = LoggerFactory.getLogger(KeyPictureWorker.class);

  /** More than the watch asks for at once; a key picture has about 100 KB. */
  private static final int QUEUE = 64;

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final StreamId ANY = StreamId.main(new CameraId("key-pictures"));

  /** Beside the slots of the analytics workers, whose natives it must not share. */
  private static final int SLOT = 100;

  private final Settings settings;
  private final Ticker ticker;
  private final BlockingQueue<Wish> wishes = new ArrayBlockingQueue<>(QUEUE);
  private final Quarantine quarantine = new Quarantine();
  private final Backoff backoff = new Backoff();
  private final Thread thread;
  private volatile @Nullable WorkerProcess process;
  private volatile @Nullable FrameChannel channel;
  private final DoubleAdder endedSeconds = new DoubleAdder();
  private volatile boolean closed;

  private record Wish(
      AccessUnit unit,
      int jpegWidth,
      List<PictureArea> masks,
      CompletableFuture<KeyPictureReply> reply) {}

  KeyPictureWorker(Settings settings) {
    this.settings = settings;
    this.ticker = settings.ticker();
    this.thread = Thread.ofPlatform().daemon().name("key-pictures").start(this::serve);
  }

  @Override
  public CompletableFuture<LumaPicture> decode(AccessUnit keyUnit) {
    return wish(keyUnit, 0, List.of()).thenApply(KeyPictureWorker::picture);
  }

  @Override
  public CompletableFuture<byte[]> jpeg(
      AccessUnit keyUnit, int mostWidth, List<PictureArea> masks) {
    return wish(keyUnit, Math.max(1, mostWidth), masks)
        .thenApply(reply -> reply.getJpeg().toByteArray());
  }

  private CompletableFuture<KeyPictureReply> wish(
      AccessUnit keyUnit, int jpegWidth, List<PictureArea> masks) {
    if (quarantine.holds(ANY, keyUnit, ticker.nanos())) {
      return failed("it is set aside: two processes died of it");
    }
    Wish wish = new Wish(keyUnit, jpegWidth, masks, new CompletableFuture<>());
    return !closed && wishes.offer(wish) ? wish.reply : failed("the decoder is busy");
  }

  private static CompletableFuture<KeyPictureReply> failed(String why) {
    return CompletableFuture.failedFuture(new IOException("no key picture: " + why));
  }

  private void serve() {
    try {
      while (!closed) {
        Wish wish = wishes.take();
        try {
          wish.reply.complete(ask(wish));
        } catch (IOException | RuntimeException e) {
          // Whatever one picture does to it, the thread is there for the next one.
          wish.reply.completeExceptionally(e);
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("closed");
    }
  }

  private KeyPictureReply ask(Wish wish) throws IOException, InterruptedException {
    AccessUnit unit = wish.unit;
    FrameChannel open = connected();
    CompletableFuture<Void> inTime = watchdog();
    KeyPictureReply reply;
    try {
      open.send(
          KeyPictureRequest.newBuilder()
              .setUnit(MediaMessages.toMessage(0, 0, unit, true))
              .setJpegWidth(wish.jpegWidth)
              .addAllMasks(AreaMessages.toMessages(wish.masks))
              .build());
      reply = open.receive(KeyPictureReply.parser());
    } catch (IOException e) {
      throw died(unit, e);
    } finally {
      inTime.complete(null);
    }
    if (reply == null) {
      throw died(unit, new ProtocolException("it hung up"));
    }
    if (!reply.getFailure().isEmpty()) {
      throw new IOException("no key picture: " + reply.getFailure());
    }
    return reply;
  }

  private static LumaPicture picture(KeyPictureReply reply) {
    byte[] luma = reply.getLuma().toByteArray();
    if (luma.length != (long) reply.getWidth() * reply.getHeight()) {
      throw new CompletionException(
          new ProtocolException("a picture of another size than it says"));
    }
    return new LumaPicture(reply.getWidth(), reply.getHeight(), luma);
  }

  private IOException died(AccessUnit unit, IOException cause) {
    boolean aside = quarantine.died(ANY, unit, ticker.nanos());
    WorkerProcess gone = process;
    String ending = gone == null ? "is gone" : gone.ending();
    LOG.warn(
        "the process that decodes key pictures {}{}; it is started again when needed",
        ending,
        aside ? " on a picture that did so before and is set aside" : "");
    drop();
    backoff.failed(ticker.nanos());
    return new IOException("no key picture: the decoder ended", cause);
  }

  private void drop() {
    FrameChannel open = channel;
    channel = null;
    if (open != null) {
      open.close();
    }
    WorkerProcess gone = process;
    process = null;
    if (gone != null) {
      endedSeconds.add(cpuSeconds(gone));
      gone.kill();
    }
  }

  /** Ends the process if what is under way takes too long. */
  private CompletableFuture<Void> watchdog() {
    CompletableFuture<Void> done = new CompletableFuture<>();
    WorkerProcess watched = process;
    return done.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .whenComplete(
            (none, late) -> {
              if (late != null && watched != null) {
                watched.kill();
              }
            });
  }

  private FrameChannel connected() throws IOException {
    FrameChannel open = channel;
    if (open != null) {
      return open;
    }
    if (!backoff.mayStart(ticker.nanos())) {
      throw new IOException("no key picture: the decoder ended and is not started again yet");
    }
    try {
      FrameChannel fresh = start();
      channel = fresh;
      return fresh;
    } catch (IOException | ConfigException e) {
      LOG.warn("the process that decodes key pictures does not start: {}", e.toString());
      drop();
      backoff.failed(ticker.nanos());
      throw e;
    }
  }

  private FrameChannel start() throws IOException {
    RunFolder folder = RunFolder.prepare(settings.runDirectory());
    SoloProcess fresh =
        SoloProcess.start(
            folder.directory().resolve("keys-" + ProcessHandle.current().pid() + ".sock"),
            socket ->
                WorkerCommand.composeSmall(
                    "key-pictures",
                    settings.workerCommand(),
                    socket,
                    folder.nativesOfSlot(SLOT),
                    folder.directory()),
            PATIENCE,
            ticker);
    process = fresh.process();
    return fresh.channel();
  }

  @Override
  public double cpuSeconds() {
    WorkerProcess running = process;
    long own = ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.threadId());
    return Math.max(0, own) / 1e9
        + endedSeconds.sum()
        + (running == null ? 0 : cpuSeconds(running));
  }

  private static double cpuSeconds(WorkerProcess running) {
    return ProcessHandle.of(running.pid())
        .flatMap(handle -> handle.info().totalCpuDuration())
        .map(time -> time.toNanos() / 1e9)
        .orElse(0.0);
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    drop();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (Wish wish = wishes.poll(); wish != null; wish = wishes.poll()) {
      wish.reply.completeExceptionally(new CompletionException("closed", null));
    }
  }
}
