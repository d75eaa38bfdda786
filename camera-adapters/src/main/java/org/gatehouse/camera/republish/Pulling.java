package org.gatehouse.camera.republish;

import io.netty.channel.Channel;
import java.security.SecureRandom;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.gatehouse.camera.transport.Futures;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.republish.PullListener.Pull;
import org.gatehouse.contract.republish.StreamLender;
import org.jspecify.annotations.Nullable;

/** One client's stream, from its description to its end. Owned by the event loop. */
final class Pulling {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final House house;
  private final Channel connection;
  private final Description description;
  private final StreamLender.Loan loan;
  private final String user;
  private final String client;
  private final Map<Integer, Way> ways = new TreeMap<>();
  private boolean entered;
  private boolean over;
  private @Nullable Feeder feeder;
  private @Nullable Pull pull;
  private long begunNanos;

  Pulling(
      House house,
      Channel connection,
      Description description,
      StreamLender.Loan loan,
      String user,
      String client) {
    this.house = house;
    this.connection = connection;
    this.description = description;
    this.loan = loan;
    this.user = user;
    this.client = client;
  }

  StreamId stream() {
    return description.source().id();
  }

  int tracks() {
    return description.tracks().size();
  }

  /** Takes a place for it; false if all are taken. */
  boolean enter() {
    if (!entered) {
      entered = house.enter();
    }
    return entered;
  }

  /** True once a track has its way. */
  boolean ready() {
    return !ways.isEmpty();
  }

  boolean playing() {
    return feeder != null;
  }

  /** True if nothing but what it sends tells that the client is there. */
  boolean byDatagrams() {
    return ways.values().stream().anyMatch(Way.Datagrams.class::isInstance);
  }

  void way(int track, Way way) {
    Way before = ways.put(track, way);
    if (before != null) {
      before.close();
    }
  }

  /** Begins to send; once only. */
  void play() {
    String carrier = byDatagrams() ? "UDP" : "TCP";
    Pull began = new Pull(user, stream(), client, carrier);
    Feeder started =
        new Feeder(description, out(0), out(1), connection.alloc(), house.settings().ticker());
    feeder = started;
    pull = began;
    begunNanos = house.settings().ticker().nanos();
    house.listener().began(began);
    Thread.ofVirtual()
        .name("republish-" + stream())
        .start(
            () -> {
              started.run();
              connection.eventLoop().execute(() -> ended(started));
            });
  }

  private Feeder.@Nullable Out out(int track) {
    Way way = ways.get(track);
    if (way == null) {
      return null;
    }
    int[] random = {RANDOM.nextInt(), RANDOM.nextInt(), RANDOM.nextInt()};
    return new Feeder.Out(
        new OutStream(description.tracks().get(track), way.channel(), random), way);
  }

  /** The client leaves, or has left. */
  void stop(String why) {
    Feeder running = feeder;
    if (running != null) {
      running.close(why);
    } else {
      leave();
    }
  }

  private void ended(Feeder last) {
    Pull was = pull;
    if (was != null) {
      long nanos = house.settings().ticker().nanos() - begunNanos;
      house.listener().ended(was, TimeUnit.NANOSECONDS.toSeconds(nanos), last.octets(), last.why());
    }
    leave();
    Futures.forget(connection.close());
  }

  private void leave() {
    if (over) {
      return;
    }
    over = true;
    ways.values().forEach(Way::close);
    loan.close();
    if (entered) {
      house.leave();
    }
  }
}
