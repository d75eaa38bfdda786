package org.gatehouse.analytics.worker;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.gatehouse.analytics.messages.RedactionReport;
import org.gatehouse.analytics.protocol.wire.FrameChannel;
import org.gatehouse.analytics.worker.redact.Order;
import org.gatehouse.contract.time.Ticker;

/** Tells the engine how far a film is, twice a second at most. One thread. */
final class FilmProgress implements LongConsumer {
  private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final Order order;
  private final FrameChannel channel;
  private final Ticker ticker;
  private long toldNanos;

  FilmProgress(Order order, FrameChannel channel, Ticker ticker) {
    this.order = order;
    this.channel = channel;
    this.ticker = ticker;
    this.toldNanos = ticker.nanos() - PERIOD_NANOS;
  }

  @Override
  public void accept(long micros) {
    long now = ticker.nanos();
    if (now - toldNanos < PERIOD_NANOS) {
      return;
    }
    toldNanos = now;
    double share =
        (micros - order.fromMicros()) / (double) Math.max(1, order.toMicros() - order.fromMicros());
    try {
      channel.send(RedactionReport.newBuilder().setProgress(Math.clamp(share, 0, 1)).build());
    } catch (IOException e) {
      throw new IllegalStateException("the engine has gone", e);
    }
  }
}
