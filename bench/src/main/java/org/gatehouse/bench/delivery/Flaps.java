package org.gatehouse.bench.delivery;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Makes a receiver come and go: a few seconds there, one or two not, each time in another way. */
final class Flaps {
  private static final Inbox.Manner[] BAD = {
    Inbox.Manner.REFUSE, Inbox.Manner.DROP, Inbox.Manner.HANG
  };
  private static final double LONGEST_UP_SECONDS = 6;
  private static final double LONGEST_DOWN_SECONDS = 2;

  private final Child receiver;
  private final Random random;
  private final List<Long> times;
  private boolean up = true;
  private long until;

  /**
   * Not begun.
   *
   * @param times gets when its manner changed, epoch microseconds
   */
  Flaps(Child receiver, long seed, List<Long> times) {
    this.receiver = receiver;
    this.times = times;
    random = new Random(seed);
    until = System.nanoTime() + seconds(LONGEST_UP_SECONDS);
  }

  /** Changes its manner if it is time. */
  void tick() throws IOException {
    if (System.nanoTime() - until < 0) {
      return;
    }
    up = !up;
    Inbox.Manner next = up ? Inbox.Manner.UP : BAD[random.nextInt(BAD.length)];
    times.add(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
    receiver.say(next.name().toLowerCase(Locale.ROOT));
    until = System.nanoTime() + seconds(up ? LONGEST_UP_SECONDS : LONGEST_DOWN_SECONDS);
  }

  private long seconds(double most) {
    return (long) (random.nextDouble(most / 4, most) * TimeUnit.SECONDS.toNanos(1));
  }

  /** It stays. */
  void end() throws IOException {
    receiver.say("up");
  }
}
