package org.gatehouse.camera.republish;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.EventLoop;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatehouse.camera.transport.IoThreads;
import org.gatehouse.contract.republish.PullListener;
import org.gatehouse.contract.republish.RepublishProvider.Settings;
import org.gatehouse.contract.republish.StreamLender;
import org.jspecify.annotations.Nullable;

/** What all connections share. Thread-safe. */
final class House {
  private final Settings settings;
  private final StreamLender streams;
  private final PullListener listener;
  private final Guesses guesses;
  private final @Nullable IoThreads threads;
  private final AtomicInteger sessions = new AtomicInteger();

  /** Without threads there are no datagrams. */
  House(
      Settings settings, StreamLender streams, PullListener listener, @Nullable IoThreads threads) {
    this.settings = settings;
    this.streams = streams;
    this.listener = listener;
    this.threads = threads;
    this.guesses = new Guesses(settings.ticker());
  }

  Settings settings() {
    return settings;
  }

  StreamLender streams() {
    return streams;
  }

  PullListener listener() {
    return listener;
  }

  Guesses guesses() {
    return guesses;
  }

  /** For datagrams on that loop; null if there are none. */
  @Nullable Bootstrap datagrams(EventLoop loop) {
    return threads == null ? null : threads.datagrams(loop);
  }

  int sessions() {
    return sessions.get();
  }

  /** Takes one of the places; false if all are taken. */
  boolean enter() {
    if (sessions.incrementAndGet() > settings.mostSessions()) {
      sessions.decrementAndGet();
      return false;
    }
    return true;
  }

  void leave() {
    sessions.decrementAndGet();
  }
}
