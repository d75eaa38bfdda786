package org.gatehouse.analytics.protocol.engine;

import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.gatehouse.analytics.messages.FromWorker;
import org.gatehouse.analytics.messages.Role;
import org.gatehouse.analytics.protocol.wire.FrameChannel;
import org.jspecify.annotations.Nullable;

/**
 * A worker's process that is lent to an engine elsewhere, and its own connections until the engine
 * takes them. Thread-safe.
 */
final class HostedWorker {
  private static final int PATIENCE_SECONDS = 120;

  /** A connection of the worker, and how it began. */
  record Opened(FrameChannel channel, FromWorker hello) {}

  /** What only its engine knows. */
  final String id;

  final WorkerProcess process;
  final int slot;

  private final Map<Role, BlockingQueue<Opened>> opened =
      Map.of(
          Role.ROLE_CONTROL, new ArrayBlockingQueue<>(1),
          Role.ROLE_MEDIA, new ArrayBlockingQueue<>(1));

  HostedWorker(String id, int slot, WorkerProcess process) {
    this.id = id;
    this.slot = slot;
    this.process = process;
  }

  /** The worker has connected; an earlier connection that nobody took is of no use any more. */
  void connected(FromWorker hello, FrameChannel channel) {
    BlockingQueue<Opened> of = opened.get(hello.getHello().getRole());
    if (of == null) {
      channel.close();
      return;
    }
    Opened before = of.poll();
    if (before != null) {
      before.channel().close();
    }
    if (!of.offer(new Opened(channel, hello))) {
      channel.close();
    }
  }

  /** Waits for the worker's connection of a role; null if it does not come. */
  @Nullable Opened await(Role role) throws InterruptedException {
    BlockingQueue<Opened> of = opened.get(role);
    return of == null ? null : of.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** Ends the process and what it opened. */
  void end() {
    process.kill();
    for (BlockingQueue<Opened> of : opened.values()) {
      Opened left = of.poll();
      if (left != null) {
        left.channel().close();
      }
    }
  }
}
