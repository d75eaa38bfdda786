package org.gatehouse.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.gatehouse.contract.time.Ticker;
import org.junit.jupiter.api.Test;

class SessionsTest {
  private long nanos = Long.MAX_VALUE - 5_000_000_000L;
  private final Sessions sessions =
      new Sessions(
          new Ticker() {
            @Override
            public long nanos() {
              return nanos;
            }

            @Override
            public long epochMicros() {
              return 0;
            }
          });

  private String begin(String name) {
    return sessions.begin(new Sessions.Holder.User(name, 0), "duty");
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
  }

  @Test
  void find_unusedForHours_isThereThoughOthersLogIn_untilItsLifetimeIsOver() {
    String wall = begin("alice");
    pass(Duration.ofHours(3));
    begin("bob");
    assertThat(sessions.find(wall)).as("what is open of it").isNotNull();
    pass(Duration.ofHours(9));
    begin("carol");
    assertThat(sessions.find(wall)).isNull();
  }

  @Test
  void use_unusedForTwoHours_isOver() {
    String session = begin("alice");
    pass(Duration.ofMinutes(119));
    assertThat(sessions.use(session)).isNotNull();
    pass(Duration.ofHours(2));
    assertThat(sessions.use(session)).isNull();
  }
}
