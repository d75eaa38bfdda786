package org.gatehouse.analytics.protocol.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.contract.vision.AnalyticsProvider.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class KeyPictureWorkerTest {
  private @TempDir Path temp = Path.of("");

  @Test
  void decode_somethingUnforeseenGoesWrong_isToldAndTheNextOneIsAnsweredToo() {
    try (KeyPictureWorker worker =
        new KeyPictureWorker(new Settings(List.of("none"), temp, new OfOneThread()))) {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(
                () -> worker.decode(Units.unit(1, true, "key")).get(20, TimeUnit.SECONDS))
            .hasRootCauseMessage("unforeseen");
      }
    }
  }

  /** Fails on every thread but the one that made it. */
  private static final class OfOneThread implements Ticker {
    private final Thread own = Thread.currentThread();

    @Override
    public long nanos() {
      if (Thread.currentThread() != own) {
        throw new IllegalStateException("unforeseen");
      }
      return 1;
    }

    @Override
    public long epochMicros() {
      return 1;
    }
  }
}
