package org.gatehouse.integrations.mqtt;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.publish.puback.Mqtt5PubAckReasonCode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.gatehouse.contract.delivery.DeliveryResult;
import org.gatehouse.contract.delivery.EventSink;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.StoredEvent;
import org.gatehouse.integrations.cloudevent.CloudEvents;
import org.gatehouse.integrations.mqtt.RetainedBook.Message;
import org.jspecify.annotations.Nullable;

/** Publishes events. Thread-safe. */
final class MqttSink implements EventSink {
  private final Broker broker;
  private final Topics topics;
  private final CloudEvents events;
  private final boolean homeAssistant;
  private final URI url;
  private final String late;

  /** Cameras that Home Assistant was told of. */
  private final Set<CameraId> discovered = ConcurrentHashMap.newKeySet();

  MqttSink(Broker broker, Topics topics, CloudEvents events, MqttConfig config) {
    this.broker = broker;
    this.topics = topics;
    this.events = events;
    homeAssistant = config.homeAssistant();
    url = config.url();
    late = " gave no answer within " + config.timeout().toMillis() + " ms";
  }

  @Override
  public DeliveryResult deliver(StoredEvent stored) throws InterruptedException {
    Event event = stored.event();
    try {
      discover(stored);
      if (event.detail() instanceof EventDetail.CameraState state) {
        byte[] payload = state.state().getBytes(StandardCharsets.US_ASCII);
        retain(new Message(topics.state(event.camera()), payload, stored.sequence()));
      }
      broker.publish(message(event));
      return new DeliveryResult.Delivered();
    } catch (IOException e) {
      return new DeliveryResult.Retry("the event cannot be written: " + e.getMessage(), null);
    } catch (TimeoutException e) {
      return new DeliveryResult.Retry(url.getAuthority() + late, null);
    } catch (ExecutionException e) {
      return result(e.getCause());
    }
  }

  private Mqtt5Publish message(Event event) throws IOException {
    return Mqtt5Publish.builder()
        .topic(topics.event(event))
        .payload(events.structured(event))
        .qos(MqttQos.AT_LEAST_ONCE)
        .contentType(CloudEvents.STRUCTURED)
        .userProperties()
        .add("id", event.id().toString())
        .applyUserProperties()
        .build();
  }

  private void discover(StoredEvent stored)
      throws ExecutionException, TimeoutException, InterruptedException {
    Event event = stored.event();
    CameraId camera = event.camera();
    if (!homeAssistant || camera.equals(Event.SITE) || discovered.contains(camera)) {
      return;
    }
    for (Map.Entry<String, byte[]> entry :
        HomeAssistant.discovery(topics, event.site(), camera).entrySet()) {
      retain(new Message(entry.getKey(), entry.getValue(), stored.sequence()));
    }
    discovered.add(camera);
  }

  private void retain(Message message)
      throws ExecutionException, TimeoutException, InterruptedException {
    if (broker.retained().take(message)) {
      broker.retain(message);
    }
  }

  private DeliveryResult result(@Nullable Throwable failure) {
    if (failure instanceof Mqtt5PubAckException refused) {
      Mqtt5PubAckReasonCode code = refused.getMqttMessage().getReasonCode();
      String reason = "the broker answered " + code;
      return switch (code) {
        case NOT_AUTHORIZED, TOPIC_NAME_INVALID, PAYLOAD_FORMAT_INVALID ->
            new DeliveryResult.Rejected(reason);
        default -> new DeliveryResult.Retry(reason, null);
      };
    }
    String seen = failure == null ? "no reason" : String.valueOf(failure.getMessage());
    return new DeliveryResult.Retry(url.getAuthority() + ": " + seen, null);
  }

  @Override
  public void close() {
    broker.close();
  }
}
