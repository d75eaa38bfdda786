package org.gatehouse.runtime.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventIdsTest {
  private final FakeTime time = new FakeTime();
  private final EventIds ids = new EventIds(time, new Random(1));

  @Test
  void next_isVersion7OfTheVariantWithItsTime() {
    UUID id = ids.next();

    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(time.epochMicros() / 1000);
  }

  @Test
  void next_manyInOneMillisecond_growAndNeverRepeat() {
    assertGrowing(10_000);
  }

  @Test
  void next_clockStepsBack_stillGrow() {
    UUID before = ids.next();
    time.step(Duration.ofHours(-1));
    assertThat(ids.next().toString()).isGreaterThan(before.toString());
    assertGrowing(10);
  }

  private void assertGrowing(int count) {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      made.add(ids.next().toString());
    }
    assertThat(made).isSorted().doesNotHaveDuplicates();
  }
}
