package org.gatehouse.integrations.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.gatehouse.contract.delivery.DeliveryResult.Delivered;
import org.gatehouse.contract.delivery.DeliveryResult.Rejected;
import org.gatehouse.contract.delivery.DeliveryResult.Retry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersTest {
  private static final Instant NOW = Instant.parse("2026-05-04T03:02:01Z");

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204})
  void of_success_isDelivered(int status) {
    assertThat(Answers.of(status, Optional.empty(), NOW)).isEqualTo(new Delivered());
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 502, 503, 599, 301, 302, 307})
  void of_passingTrouble_isTriedAgain(int status) {
    assertThat(Answers.of(status, Optional.empty(), NOW)).isInstanceOf(Retry.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 410, 413, 422})
  void of_refusal_isFinal(int status) {
    assertThat(Answers.of(status, Optional.empty(), NOW))
        .isEqualTo(new Rejected("the receiver answered " + status));
  }

  @Test
  void of_retryAfter_isReadAsSecondsOrDate() {
    assertThat(delay("120")).isEqualTo(Duration.ofMinutes(2));
    assertThat(delay("Mon, 04 May 2026 03:03:01 GMT")).isEqualTo(Duration.ofMinutes(1));
    assertThat(delay("Mon, 04 May 2020 03:03:01 GMT")).isEqualTo(Duration.ZERO);
    assertThat(delay("99999999999999999999")).isGreaterThan(Duration.ofDays(1000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-5", "1.5"})
  void of_retryAfterThatMeansNothing_isLeftOut(String text) {
    assertThat(((Retry) Answers.of(503, Optional.of(text), NOW)).retryAfter()).isNull();
  }

  private static Duration delay(String text) {
    Duration delay = ((Retry) Answers.of(429, Optional.of(text), NOW)).retryAfter();
    return java.util.Objects.requireNonNull(delay);
  }
}
