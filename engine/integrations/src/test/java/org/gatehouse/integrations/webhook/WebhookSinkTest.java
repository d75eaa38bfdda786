package org.gatehouse.integrations.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.delivery.DeliveryResult;
import org.gatehouse.contract.delivery.DeliveryResult.Delivered;
import org.gatehouse.contract.delivery.DeliveryResult.Retry;
import org.gatehouse.contract.delivery.EventSink;
import org.gatehouse.contract.event.Event;
import org.gatehouse.integrations.Samples;
import org.junit.jupiter.api.Test;

class WebhookSinkTest {
  private static EventSink sink(WebhookConfig config) {
    return new WebhookProvider().create("backend", config, Samples.context(new Samples.Pictures()));
  }

  private static DeliveryResult deliver(URI url, Duration timeout) throws Exception {
    try (EventSink sink = sink(Hooks.config(url, timeout))) {
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
      verify(request, Samples.SECRET_TEXT);
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

  @Test
  void deliver_binary_hasTheAttributesInItsHeaders() throws Exception {
    try (Receiver receiver = new Receiver(request -> Receiver.answer(204))) {
      WebhookConfig config =
          Hooks.config(receiver.url(), Duration.ofSeconds(10), ContentMode.BINARY);
      Event event = Samples.face(List.of()).event();
      try (EventSink sink = sink(config)) {
        assertThat(sink.deliver(Samples.face(List.of()))).isEqualTo(new Delivered());
      }
      Receiver.Request request = receiver.requests().getFirst();
      assertThat(request.headers())
          .containsEntry("content-type", "application/json")
          .containsEntry("ce-specversion", "1.0")
          .containsEntry("ce-id", event.id().toString())
          .containsEntry("ce-type", "org.gatehouse.face.snapshot.v1")
          .containsEntry("ce-source", "/gatehouse/north%2520gate/cameras/gate-in")
          .containsEntry("ce-subject", "gate-in")
          .containsEntry("ce-time", "2026-05-04T03:02:01.000123Z");
      assertThat(request.body()).startsWith("{\"startedAt\":");
      verify(request, Samples.SECRET_TEXT);
    }
  }

  @Test
  void deliver_whileKeysChange_isSignedWithBoth() throws Exception {
    String next = "whsec_" + "bmV4dCBrZXksIG5leHQga2V5LCBuZXh0IGtleSE=";
    try (Receiver receiver = new Receiver(request -> Receiver.answer(204))) {
      WebhookConfig now = Hooks.config(receiver.url(), Duration.ofSeconds(10));
      WebhookConfig changing =
          new WebhookConfig(
              now.url(),
              Secret.of(next),
              now.secret(),
              now.mode(),
              false,
              now.timeout(),
              now.privateTargets(),
              null,
              null,
              null);
      try (EventSink sink = sink(changing)) {
        assertThat(sink.deliver(Samples.face(List.of()))).isEqualTo(new Delivered());
      }
      verify(receiver.requests().getFirst(), next);
      verify(receiver.requests().getFirst(), Samples.SECRET_TEXT);
    }
  }

  private static void verify(Receiver.Request request, String secret) throws Exception {
    new Webhook(secret)
        .verify(
            request.body(),
            Map.of(
                "webhook-id", List.of(request.id()),
                "webhook-timestamp", List.of(request.headers().get("webhook-timestamp")),
                "webhook-signature", List.of(request.headers().get("webhook-signature"))));
  }
}
