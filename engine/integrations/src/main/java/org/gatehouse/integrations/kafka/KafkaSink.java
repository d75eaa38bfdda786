package org.gatehouse.integrations.kafka;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.gatehouse.contract.delivery.DeliveryResult;
import org.gatehouse.contract.delivery.EventSink;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.storage.StoredEvent;
import org.gatehouse.integrations.cloudevent.CloudEvents;
import org.jspecify.annotations.Nullable;

/** Writes events to a topic. Thread-safe. */
final class KafkaSink implements EventSink {
  private static final byte[] CONTENT = CloudEvents.STRUCTURED.getBytes(StandardCharsets.US_ASCII);

  private final LiveProducer producer;
  private final CloudEvents events;
  private final String topic;
  private final Duration timeout;

  KafkaSink(LiveProducer producer, CloudEvents events, KafkaConfig config) {
    this.producer = producer;
    this.events = events;
    topic = config.topic();
    timeout = config.timeout();
  }

  @Override
  public DeliveryResult deliver(StoredEvent stored) throws InterruptedException {
    try {
      return deliver(producer.get(), message(stored.event()));
    } catch (IOException e) {
      return new DeliveryResult.Retry("the event cannot be written: " + e.getMessage(), null);
    } catch (InterruptException e) {
      throw new InterruptedException("the destination is closed");
    } catch (KafkaException e) {
      return result(e);
    }
  }

  private DeliveryResult deliver(
      Producer<String, byte[]> with, ProducerRecord<String, byte[]> message)
      throws InterruptedException {
    try {
      with.send(message).get(timeout.toNanos(), TimeUnit.NANOSECONDS);
      producer.worked();
      return new DeliveryResult.Delivered();
    } catch (TimeoutException e) {
      producer.failed(with, false);
      return new DeliveryResult.Retry(
          "no broker took it within " + timeout.toMillis() + " ms", null);
    } catch (ExecutionException e) {
      DeliveryResult result = result(e.getCause());
      boolean forGood =
          e.getCause() instanceof AuthenticationException
              || e.getCause() instanceof ClusterAuthorizationException;
      if (forGood || result instanceof DeliveryResult.Retry) {
        producer.failed(with, forGood);
      }
      return result;
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException | IllegalStateException e) {
      // What it throws at once is about itself and not about the event; another may have closed it.
      producer.failed(with, true);
      return result(e);
    }
  }

  private ProducerRecord<String, byte[]> message(Event event) throws IOException {
    ProducerRecord<String, byte[]> message =
        new ProducerRecord<>(topic, event.camera().value(), events.structured(event));
    message.headers().add("content-type", CONTENT);
    message.headers().add("id", event.id().toString().getBytes(StandardCharsets.US_ASCII));
    return message;
  }

  private static DeliveryResult result(@Nullable Throwable failure) {
    String reason =
        failure == null
            ? "the broker did not take it"
            : "%s: %s".formatted(failure.getClass().getSimpleName(), failure.getMessage());
    boolean forGood =
        failure instanceof RecordTooLargeException || failure instanceof AuthorizationException;
    return forGood ? new DeliveryResult.Rejected(reason) : new DeliveryResult.Retry(reason, null);
  }

  @Override
  public void close() {
    producer.close();
  }
}
