package org.gatehouse.analytics.protocol.engine;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Commands to the thread that owns something. Not bounded: there is a handful of senders, each with
 * few things to say.
 */
final class Mailbox {
  private final LinkedBlockingQueue<Runnable> commands = new LinkedBlockingQueue<>();

  /** Any thread. */
  void post(Runnable command) {
    commands.add(command);
  }

  /** The owner: the next command, null after that time. */
  @Nullable Runnable next(long nanos) throws InterruptedException {
    return commands.poll(nanos, TimeUnit.NANOSECONDS);
  }
}
