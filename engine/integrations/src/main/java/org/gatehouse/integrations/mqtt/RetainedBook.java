package org.gatehouse.integrations.mqtt;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a broker is to keep for whoever subscribes later, by topic. A broker without a disk forgets
 * it, so that it is told on each connection. Thread-safe.
 */
final class RetainedBook {
  private final Map<String, Message> messages = new HashMap<>();

  /**
   * What a topic is to hold.
   *
   * @param sequence of the event that says so
   */
  record Message(String topic, byte[] payload, long sequence) {}

  /**
   * Takes it, unless what is known is of a later event, as when an old one is sent again.
   *
   * @return whether it was taken
   */
  synchronized boolean take(Message message) {
    Message known = messages.get(message.topic());
    if (known != null && known.sequence() > message.sequence()) {
      return false;
    }
    messages.put(message.topic(), message);
    return true;
  }

  /** All that was taken. */
  synchronized List<Message> all() {
    return List.copyOf(messages.values());
  }
}
