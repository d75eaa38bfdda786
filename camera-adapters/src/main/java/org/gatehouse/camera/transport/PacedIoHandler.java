package org.gatehouse.camera.transport;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoRegistration;
import io.netty.util.concurrent.ThreadAwareExecutor;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Lets an event loop look at its sockets at most once in a while. Hundreds of cameras send a
 * picture every 40 ms each, and a loop that wakes for every one of them spends more on waking than
 * on reading; looked at together, they cost one wait and larger reads. Timers may be late by a
 * pace; tasks of other threads are not held up. Owned by its loop; only {@link #wakeup} is for
 * others.
 */
final class PacedIoHandler implements IoHandler {
  private final IoHandler sockets;
  private final long paceNanos;
  private volatile @Nullable Thread loop;
  private volatile boolean woken;
  private long lastNanos = System.nanoTime();

  private PacedIoHandler(IoHandler sockets, Duration pace) {
    this.sockets = sockets;
    this.paceNanos = pace.toNanos();
  }

  static IoHandlerFactory factory(IoHandlerFactory sockets, Duration pace) {
    return (ThreadAwareExecutor executor) -> new PacedIoHandler(sockets.newHandler(executor), pace);
  }

  @Override
  public int run(IoHandlerContext context) {
    if (context.canBlock()) {
      rest();
    }
    woken = false;
    if (System.nanoTime() - lastNanos < paceNanos) {
      return 0;
    }
    int handled = sockets.run(context);
    lastNanos = System.nanoTime();
    return handled;
  }

  private void rest() {
    loop = Thread.currentThread();
    long left = lastNanos + paceNanos - System.nanoTime();
    if (left > 0 && !woken) {
      LockSupport.parkNanos(this, left);
    }
  }

  @Override
  public void wakeup() {
    woken = true;
    Thread thread = loop;
    if (thread != null && thread != Thread.currentThread()) {
      LockSupport.unpark(thread);
    }
    sockets.wakeup();
  }

  @Override
  public void initialize() {
    sockets.initialize();
  }

  @Override
  public IoRegistration register(IoHandle handle) throws Exception {
    return sockets.register(handle);
  }

  @Override
  public boolean isCompatible(Class<? extends IoHandle> handleType) {
    return sockets.isCompatible(handleType);
  }

  @Override
  public void prepareToDestroy() {
    sockets.prepareToDestroy();
  }

  @Override
  public void destroy() {
    sockets.destroy();
  }
}
