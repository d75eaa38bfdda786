package org.gatehouse.bench.delivery;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Submits passages at a rate, each until it is acknowledged, by whichever engine there is. Sending
 * is done by one thread; links call in. State is guarded by this object's lock.
 */
final class Generator implements EngineLink.Watcher {
  /** Submitted and not acknowledged: as much as the engine takes before it lets a worker wait. */
  private static final int WINDOW = 256;

  private static final int NANOS_PER_MICRO = 1000;

  private final Plan plan;
  private final AckBook book;
  private final ByteString picture;
  private final Semaphore news = new Semaphore(0);
  private final Map<String, Submission> unacknowledged = new LinkedHashMap<>();
  private @Nullable EngineLink engine;

  /**
   * What is to be submitted.
   *
   * @param warmUp so many of the events come first, ever faster, until the rate is reached
   * @param rate events a second
   */
  record Plan(int events, int warmUp, double rate, int cameras, int pictureBytes) {
    /** Seconds from the first event until that one is to be submitted. */
    double due(int serial) {
      double rise = 2 * warmUp / rate;
      return serial < warmUp
          ? rise * Math.sqrt(serial / (double) warmUp)
          : rise + (serial - warmUp) / rate;
    }
  }

  Generator(Plan plan, AckBook book) {
    this.plan = plan;
    this.book = book;
    picture = picture(plan.pictureBytes());
  }

  /** Something that begins and ends as a JPEG does. */
  private static ByteString picture(int bytes) {
    byte[] jpeg = new byte[Math.max(4, bytes)];
    jpeg[0] = (byte) 0xff;
    jpeg[1] = (byte) 0xd8;
    jpeg[jpeg.length - 2] = (byte) 0xff;
    jpeg[jpeg.length - 1] = (byte) 0xd9;
    return ByteString.copyFrom(jpeg);
  }

  /** Submits all; returns when each is acknowledged. */
  void run() throws InterruptedException {
    awaitEngine();
    long begun = System.nanoTime();
    long epochMicros = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
    EngineLink told = null;
    int next = 0;
    while (next < plan.events() || waiting()) {
      EngineLink link = awaitEngine();
      if (link != told) {
        told = link;
        sayAgain(link);
      } else if (next < plan.events() && hasRoom()) {
        long due = Math.round(plan.due(next) * TimeUnit.SECONDS.toNanos(1));
        TimeUnit.NANOSECONDS.sleep(begun + due - System.nanoTime());
        submit(link, new Submission(next, epochMicros + due / NANOS_PER_MICRO));
        next++;
      } else {
        awaitNews();
      }
    }
  }

  private synchronized boolean waiting() {
    return !unacknowledged.isEmpty();
  }

  private synchronized boolean hasRoom() {
    return unacknowledged.size() < WINDOW;
  }

  private void awaitNews() throws InterruptedException {
    if (news.tryAcquire(1, TimeUnit.SECONDS)) {
      news.drainPermits();
    }
  }

  private synchronized EngineLink awaitEngine() throws InterruptedException {
    while (true) {
      EngineLink link = engine;
      if (link != null && !link.ended()) {
        return link;
      }
      wait();
    }
  }

  private void submit(EngineLink link, Submission submission) {
    synchronized (this) {
      unacknowledged.put(submission.finding(), submission);
    }
    link.submit(submission, picture);
  }

  private void sayAgain(EngineLink link) {
    List<Submission> again;
    synchronized (this) {
      again = new ArrayList<>(unacknowledged.values());
    }
    again.forEach(submission -> link.submit(submission, picture));
  }

  @Override
  public synchronized void ready(EngineLink link) {
    engine = link;
    notifyAll();
  }

  @Override
  public void acknowledged(String finding) {
    Submission submission;
    synchronized (this) {
      submission = unacknowledged.remove(finding);
    }
    news.release();
    if (submission != null) {
      book.note(submission);
    }
  }

  @Override
  public void ended(EngineLink link) {
    news.release();
  }

  /** Takes up what engines offer, for ever. */
  void follow(Offers offers) throws IOException, InterruptedException {
    while (true) {
      for (Offers.Offer offer : offers.fresh()) {
        try {
          new EngineLink(offer, plan.cameras(), this).start();
        } catch (IOException e) {
          // That engine was killed meanwhile.
        }
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }
}
