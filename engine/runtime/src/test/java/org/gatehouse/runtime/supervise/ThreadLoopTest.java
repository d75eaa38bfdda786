package org.gatehouse.runtime.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ThreadLoopTest {
  @Test
  void execute_taskFails_theNextOneRunsAllTheSame() throws InterruptedException {
    CountDownLatch ran = new CountDownLatch(1);
    try (ThreadLoop loop = new ThreadLoop("test")) {
      loop.execute(
          () -> {
            throw new IllegalStateException("on purpose");
          });
      loop.schedule(Duration.ofMillis(1), ran::countDown);
      assertThat(ran.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void execute_afterClose_isIgnored() {
    ThreadLoop loop = new ThreadLoop("test");
    loop.close();
    CountDownLatch ran = new CountDownLatch(1);
    loop.execute(ran::countDown);
    assertThat(ran.getCount()).isEqualTo(1);
  }
}
