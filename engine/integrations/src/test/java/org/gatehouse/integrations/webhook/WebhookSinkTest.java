package org.gatehouse.integrations.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.gatehouse.contract.delivery.DeliveryResult;
import org.gatehouse.contract.delivery.DeliveryResult.Delivered;
import org.gatehouse.contract.delivery.DeliveryResult.Retry;
import org.gatehouse.contract.delivery.EventSink;
import org.gatehouse.contract.delivery.EventSinkProvider;
import org.junit.jupiter.api.Test;

class WebhookSinkTest {
  private static EventSink sink(URI url, Duration timeout) {
    return new WebhookProvider()
        .create(
            "backend",
            new WebhookConfig(url, Samples.SECRET, true, timeout),
            new EventSinkProvider.Context(new Samples.Pictures(), null));
  }

  private static DeliveryResult deliver(URI url, Duration timeout) throws Exception {
    try (EventSink sink = sink(url, timeout)) {
      return sink.deliver(Samples.passage(List.of()));
    }
  }

  @Test
  void deliver_accepted_wasSignedSoThatAReceiverCanVerify() throws Exception {
    try (Receiver receiver = new Receiver(request -> Receiver.answer(202))) {
      assertThat(deliver(receiver.url(), Duration.ofSeconds(10))).isEqualTo(new Delivered());

      Receiver.Request request = receiver.requests().getFirst();
      assertThat(request.headers())
          .containsEntry("content-type", "application/cloudevents+json; charset=utf-8")
          .containsEntry("webhook-id", Samples.passage(List.of()).event().id().toString());
      new Webhook(Samples.SECRET_TEXT)
          .verify(
              request.body(),
              Map.of(
                  "webhook-id", List.of(request.id()),
                  "webhook-timestamp", List.of(request.headers().get("webhook-timestamp")),
                  "webhook-signature", List.of(request.headers().get("webhook-signature"))));
    }
  }

  @Test
  void deliver_redirect_isNotFollowed() throws Exception {
    try (Receiver elsewhere = new Receiver(request -> Receiver.answer(200));
        Receiver receiver =
            new Receiver(
                request ->
                    new Receiver.Answer(307, Map.of("Location", elsewhere.url().toString())))) {
      assertThat(deliver(receiver.url(), Duration.ofSeconds(10))).isInstanceOf(Retry.class);
      assertThat(elsewhere.requests()).isEmpty();
    }
  }

  @Test
  void deliver_tooManyRequests_takesTheTimeOver() throws Exception {
    try (Receiver receiver =
        new Receiver(request -> new Receiver.Answer(429, Map.of("Retry-After", "7")))) {
      assertThat(deliver(receiver.url(), Duration.ofSeconds(10)))
          .isEqualTo(new Retry("the receiver answered 429", Duration.ofSeconds(7)));
    }
  }

  @Test
  void deliver_receiverSilent_endsByTheTimeout() throws Exception {
    try (Receiver receiver = new Receiver(request -> Receiver.SILENCE)) {
      DeliveryResult result = deliver(receiver.url(), Duration.ofMillis(200));
      assertThat(((Retry) result).reason()).contains("no answer within 200 ms");
    }
  }

  @Test
  void deliver_nobodyListens_saysSo() throws Exception {
    URI url;
    try (ServerSocket socket = new ServerSocket(0)) {
      url = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/hook");
    }
    DeliveryResult result = deliver(url, Duration.ofSeconds(5));
    assertThat(((Retry) result).reason())
        .isEqualTo("127.0.0.1:" + url.getPort() + " refused the connection or cannot be reached");
  }

  @Test
  void deliver_unknownHost_saysSo() throws Exception {
    DeliveryResult result =
        deliver(URI.create("http://nobody.invalid/hook"), Duration.ofSeconds(20));
    assertThat(((Retry) result).reason()).isEqualTo("the name nobody.invalid is not known");
  }
}
