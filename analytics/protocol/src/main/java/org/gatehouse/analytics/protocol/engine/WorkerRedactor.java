package org.gatehouse.analytics.protocol.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleConsumer;
import org.gatehouse.analytics.messages.RedactionReport;
import org.gatehouse.analytics.messages.RedactionRequest;
import org.gatehouse.analytics.messages.RedactionResult;
import org.gatehouse.analytics.protocol.wire.AreaMessages;
import org.gatehouse.analytics.protocol.wire.ProtocolException;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.vision.AnalyticsProvider.Settings;
import org.gatehouse.contract.vision.RedactionException;
import org.gatehouse.contract.vision.Redactor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Redacted copies, each made by a process of its own that ends with it. Works on {@link #AT_ONCE}
 * at a time; further callers wait.
 */
final class WorkerRedactor implements Redactor {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerRedactor.class);
  private static final int AT_ONCE = 2;

  /**
   * Beside the slots of the analytics workers and of key pictures, whose natives it must not share.
   */
  private static final int FIRST_SLOT = 101;

  private static final Duration START_PATIENCE = Duration.ofMinutes(1);

  /** Between two words of a process; large pictures take seconds each on a busy machine. */
  private static final Duration SILENCE = Duration.ofMinutes(5);

  private static final Duration END_PATIENCE = Duration.ofSeconds(5);

  private final Settings settings;
  private final BlockingQueue<Integer> slots = new ArrayBlockingQueue<>(AT_ONCE);
  private final Set<SoloProcess> running = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  WorkerRedactor(Settings settings) {
    this.settings = settings;
    for (int i = 0; i < AT_ONCE; i++) {
      slots.add(FIRST_SLOT + i);
    }
  }

  @Override
  public void redact(Job job, DoubleConsumer progress)
      throws RedactionException, InterruptedException {
    int slot = slots.take();
    try {
      redact(job, progress, slot);
    } catch (IOException | ConfigException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("the redacted copy was given up");
      }
      throw new RedactionException(
          "camera %s: there is no redacted copy: %s".formatted(job.camera(), e.getMessage()), e);
    } finally {
      slots.add(slot);
    }
  }

  private void redact(Job job, DoubleConsumer progress, int slot)
      throws IOException, InterruptedException {
    SoloProcess solo = start(slot);
    running.add(solo);
    boolean whole = false;
    try {
      if (closed) {
        throw new IOException("the engine stops");
      }
      solo.channel().send(request(job));
      tell(job, hear(solo, progress));
      whole = true;
    } finally {
      running.remove(solo);
      end(solo);
      Files.deleteIfExists(part(job.output()));
      if (!whole) {
        Files.deleteIfExists(job.output());
      }
    }
  }

  private static void tell(Job job, RedactionResult result) {
    LOG.info(
        "camera {}: redacted copy of {} pictures, {} places covered{}{}",
        job.camera(),
        result.getPictures(),
        result.getCovered(),
        result.getDamaged() == 0 ? "" : ", " + result.getDamaged() + " damaged pictures left out",
        result.getSound().isEmpty() ? "" : "; " + result.getSound());
  }

  private SoloProcess start(int slot) throws IOException {
    RunFolder folder = RunFolder.prepare(settings.runDirectory());
    return SoloProcess.start(
        folder.directory().resolve("redact-" + ProcessHandle.current().pid() + "-" + slot),
        socket ->
            WorkerCommand.composeFor(
                "redact",
                settings.workerCommand(),
                socket,
                folder.nativesOfSlot(slot),
                folder.directory()),
        START_PATIENCE,
        settings.ticker());
  }

  private static RedactionResult hear(SoloProcess solo, DoubleConsumer progress)
      throws IOException {
    while (true) {
      RedactionReport report = next(solo);
      switch (report.getBodyCase()) {
        case PROGRESS -> progress.accept(Math.clamp(report.getProgress(), 0, 1));
        case RESULT -> {
          return report.getResult();
        }
        case FAILURE -> throw new IOException(report.getFailure());
        case BODY_NOT_SET -> throw new ProtocolException("a report that says nothing");
      }
    }
  }

  private static RedactionReport next(SoloProcess solo) throws IOException {
    CompletableFuture<Void> inTime = solo.killAfter(SILENCE);
    try {
      RedactionReport report = solo.channel().receive(RedactionReport.parser());
      if (report == null) {
        throw new IOException("the process that makes it " + ending(solo));
      }
      return report;
    } finally {
      inTime.complete(null);
    }
  }

  /** How it ended; its connection ends a moment before it does. */
  private static String ending(SoloProcess solo) {
    solo.process().awaitEnd(END_PATIENCE);
    return solo.process().ending();
  }

  /** It must not write any more when its half-done file is taken away. */
  private static void end(SoloProcess solo) {
    boolean interrupted = Thread.interrupted();
    solo.close();
    solo.process().awaitEnd(END_PATIENCE);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static Path part(Path output) {
    return output.resolveSibling(output.getFileName() + ".part");
  }

  private static RedactionRequest request(Job job) {
    return RedactionRequest.newBuilder()
        .setInput(job.input().toAbsolutePath().toString())
        .setSkipMicros(job.skip().toNanos() / 1000)
        .setLengthMicros(job.length().toNanos() / 1000)
        .addAllMasks(AreaMessages.toMessages(job.masks()))
        .setOutput(job.output().toAbsolutePath().toString())
        .build();
  }

  @Override
  public void close() {
    closed = true;
    running.forEach(SoloProcess::close);
  }
}
